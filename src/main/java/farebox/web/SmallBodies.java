package farebox.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads a small document before its request gets a thread: one that has to ask the event loop for the body is put to sleep
 * and woken twice, through two other threads each time (ADR 0018). Large ones are read by threads of their own, once it
 * is known who sends them.
 */
@Singleton
class SmallBodies {
    private static final int BYTES_MAX = 64 * 1024;

    private static final int BEFORE_AUTHENTICATION = 400;

    private final long patienceMillis;

    SmallBodies(@ConfigProperty(name = "quarkus.http.read-timeout") Duration patience) {
        this.patienceMillis = patience.toMillis();
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, BEFORE_AUTHENTICATION);
    }

    private void read(RoutingContext request) {
        if (isSmallDocument(request)) {
            var late = request.vertx()
                    .setTimer(
                            patienceMillis,
                            timer -> request.request().connection().close());
            // Vert.x's own handler of bodies would go on to take a caller who hangs up for an error.
            request.request()
                    .bodyHandler(body -> {
                        request.vertx().cancelTimer(late);
                        ((RoutingContextInternal) request).setBody(body);
                        request.next();
                    })
                    .resume();
        } else {
            request.next();
        }
    }

    private static boolean isSmallDocument(RoutingContext request) {
        var headers = request.request().headers();
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        var length = headers.get(HttpHeaders.CONTENT_LENGTH);
        if (type == null || length == null || !type.startsWith(MediaType.APPLICATION_JSON)) return false;
        // Who waits for a word before sending is given it by the thread that reads.
        if (headers.contains(HttpHeaders.EXPECT)) return false;
        // Quarkus wants to pause what it takes, and Vert.x pauses nothing that was heard to its end over HTTP/2.
        if (request.request().version() == HttpVersion.HTTP_2) return false;
        var bytes = Long.parseLong(length);
        return 0 < bytes && bytes <= BYTES_MAX;
    }
}
