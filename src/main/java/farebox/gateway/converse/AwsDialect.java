package farebox.gateway.converse;

import farebox.web.Dialect;
import farebox.web.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What AWS's clients look for in every answer, and in one that tells a problem. */
@Singleton
class AwsDialect implements Dialect {
    private static final int AFTER_HEADERS = 950;

    @Override
    public boolean isSpokenAt(String path) {
        return path.startsWith("/bedrock/");
    }

    @Override
    public Response response(Problem problem) {
        var error = AwsError.of(problem);
        var response = Response.status(error.status())
                .type(MediaType.APPLICATION_JSON)
                .header("x-amzn-ErrorType", error.type())
                .entity(error.document());
        problem.headers().forEach(response::header);
        return response.build();
    }

    void nameRequests(@Observes Filters filters) {
        filters.register(this::nameRequest, AFTER_HEADERS);
    }

    /** The name that the request has here anyway, where AWS's clients find and log it. */
    private void nameRequest(RoutingContext request) {
        var headers = request.response().headers();
        if (isSpokenAt(request.normalizedPath())) headers.set("x-amzn-RequestId", headers.get("x-request-id"));
        request.next();
    }
}
