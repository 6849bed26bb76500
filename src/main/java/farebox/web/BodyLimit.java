package farebox.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says why a body that announces itself as too large is not read; Quarkus would refuse it without a word. */
@Singleton
class BodyLimit {
    private static final int AFTER_HEADERS = 900;

    private final long bytesMax;
    private final String problem;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max, ObjectMapper json)
            throws JsonProcessingException {
        this.bytesMax = max.asLongValue();
        this.problem = json.writeValueAsString(Failures.ofStatus(413).document());
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuse, AFTER_HEADERS);
    }

    private void refuse(RoutingContext request) {
        if (length(request) <= bytesMax) request.next();
        else
            request.response()
                    .setStatusCode(413)
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(problem);
    }

    private static long length(RoutingContext request) {
        var announced = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return announced == null ? 0 : Long.parseLong(announced);
    }
}
