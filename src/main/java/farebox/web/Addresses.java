package farebox.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Takes addresses as they stand: one that cannot be decoded is refused, and a matrix parameter leads nowhere, as whoever
 * guards a path would not know it with one.
 */
@Singleton
class Addresses {
    private static final int AFTER_HEADERS = 940;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final Problems problems;

    Addresses(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, AFTER_HEADERS);
    }

    /** What Vert.x refuses before any filter sees it, such as a request that names no host; Quarkus would log its trace. */
    void register(@Observes Router router) {
        router.errorHandler(BAD_REQUEST, this::refuse);
        router.route().order(Integer.MIN_VALUE).failureHandler(failed -> {
            if (failed.statusCode() == BAD_REQUEST && !failed.response().headWritten()) refuse(failed);
            else failed.next();
        });
    }

    /** The path, in the one way to write it; as it was sent where it cannot be decoded. */
    static String path(RoutingContext request) {
        try {
            return request.normalizedPath();
        } catch (IllegalArgumentException malformed) {
            return request.request().path();
        }
    }

    private void look(RoutingContext request) {
        if (!isAddress(request.request().uri())) problems.tell(Failures.ofStatus(BAD_REQUEST), request);
        else if (request.request().path().contains(";")) problems.tell(Failures.ofStatus(NOT_FOUND), request);
        else request.next();
    }

    private static boolean isAddress(String text) {
        try {
            new URI(text);
            return true;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private void refuse(RoutingContext request) {
        ResponseHeaders.set(request);
        problems.tell(Failures.ofStatus(BAD_REQUEST), request);
    }
}
