package farebox.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;

/**
 * Reads a small document before its request gets a thread: one that has to ask the event loop for the body is put to sleep
 * and woken twice, through two other threads each time (ADR 0018). Large ones are read by threads of their own, once it
 * is known who sends them.
 */
@Singleton
class SmallBodies {
    static final int BYTES_MAX = 64 * 1024;

    private static final int BEFORE_AUTHENTICATION = 400;

    private final BodyHandler bodies = BodyHandler.create(false).setBodyLimit(BYTES_MAX);

    void register(@Observes Filters filters) {
        filters.register(this::read, BEFORE_AUTHENTICATION);
    }

    private void read(RoutingContext request) {
        if (isSmallDocument(request)) bodies.handle(request);
        else request.next();
    }

    private static boolean isSmallDocument(RoutingContext request) {
        var headers = request.request().headers();
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        var length = headers.get(HttpHeaders.CONTENT_LENGTH);
        if (type == null || length == null || !type.startsWith(MediaType.APPLICATION_JSON)) return false;
        // Quarkus wants to pause what it takes, and Vert.x pauses nothing that was heard to its end over HTTP/2.
        if (request.request().version() == HttpVersion.HTTP_2) return false;
        var bytes = Long.parseLong(length);
        return 0 < bytes && bytes <= BYTES_MAX;
    }
}
