package farebox.web;

import io.quarkus.arc.All;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Tells a problem to whoever asked: as a page to people, in the dialect of the surface, else as a problem document. */
@Singleton
public class Problems {
    private final List<Dialect> dialects;
    private final RoutingContext request;

    Problems(@All List<Dialect> dialects, RoutingContext request) {
        this.dialects = dialects;
        this.request = request;
    }

    public Response response(Problem problem) {
        return response(problem, request);
    }

    Response response(Problem problem, RoutingContext request) {
        if (ErrorPage.isForPeople(request))
            return ErrorPage.of(problem, request).response();
        var path = request.normalizedPath();
        return dialects.stream()
                .filter(dialect -> dialect.isSpokenAt(path))
                .findFirst()
                .map(dialect -> dialect.response(problem))
                .orElseGet(problem::response);
    }
}
