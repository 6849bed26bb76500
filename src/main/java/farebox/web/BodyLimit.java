package farebox.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says why a body that announces itself as too large is not read; Quarkus would refuse it without a word. */
@Singleton
class BodyLimit {
    private static final int AFTER_HEADERS = 900;

    /** Who is told while still sending may not hear it, so twice as much as is read is heard out and thrown away. */
    static final int HEARD_OUT = 2;

    private final long bytesMax;
    private final Problems problems;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max, Problems problems) {
        this.bytesMax = max.asLongValue();
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuse, AFTER_HEADERS);
    }

    private void refuse(RoutingContext request) {
        var length = length(request);
        if (length <= bytesMax) request.next();
        // Who waits for a word before sending is told at once.
        else if (length <= HEARD_OUT * bytesMax && request.request().getHeader(HttpHeaders.EXPECT) == null)
            request.request()
                    .handler(thrownAway -> {})
                    .endHandler(sent -> answer(request))
                    .resume();
        else answer(request);
    }

    private void answer(RoutingContext request) {
        // HTTP/2 knows no such header, and ends the stream alone.
        if (request.request().version() != HttpVersion.HTTP_2)
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problems.tell(Failures.ofStatus(413), request);
    }

    private static long length(RoutingContext request) {
        var announced = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return announced == null ? 0 : Long.parseLong(announced);
    }
}
