package farebox.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private final ObjectMapper json;

    Problems(@All List<Dialect> dialects, RoutingContext request, ObjectMapper json) {
        this.dialects = dialects;
        this.request = request;
        this.json = json;
    }

    public Response response(Problem problem) {
        return response(problem, request);
    }

    /** Tells it where no endpoint has been found yet, and so nobody who would write an answer. */
    void tell(Problem problem, RoutingContext request) {
        var told = response(problem, request);
        var response = request.response().setStatusCode(told.getStatus());
        told.getStringHeaders().forEach(response::putHeader);
        response.end(text(told.getEntity()));
    }

    private String text(Object entity) {
        try {
            return entity instanceof String page ? page : json.writeValueAsString(entity);
        } catch (JsonProcessingException neverOfDocuments) {
            throw new IllegalStateException(neverOfDocuments);
        }
    }

    private Response response(Problem problem, RoutingContext request) {
        if (ErrorPage.isForPeople(request))
            return ErrorPage.of(problem, request).response();
        var path = Addresses.path(request);
        return dialects.stream()
                .filter(dialect -> dialect.isSpokenAt(path))
                .findFirst()
                .map(dialect -> dialect.response(problem))
                .orElseGet(problem::response);
    }
}
