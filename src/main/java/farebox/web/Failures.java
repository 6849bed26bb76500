package farebox.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import farebox.sql.Outages;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into a problem document for programs, or into a page for people. */
@Singleton
class Failures {
    private static final Problem OUTAGE = Problem.of(
            503,
            "unavailable",
            "The database does not answer",
            "Send the same request again, with the same key if it has one.");

    /** What RESTEasy says of a header that should name one. */
    private static final String NO_MEDIA_TYPE = "Failed to parse media type";

    private static final Logger LOG = Logger.getLogger(Failures.class);

    private final Problems problems;
    private final RoutingContext request;

    Failures(Problems problems, RoutingContext request) {
        this.problems = problems;
        this.request = request;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException failure) {
        return problems.response(failure.problem());
    }

    @ServerExceptionMapper // or else Quarkus answers this kind in its own way
    public Response mismatch(MismatchedInputException failure) {
        return unread(failure);
    }

    @ServerExceptionMapper
    public Response unread(JsonProcessingException failure) {
        // One of our own types that cannot be written is no fault of the caller.
        return failure instanceof InvalidDefinitionException
                ? unexpected(failure)
                : problems.response(unreadable(failure));
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException malformed)
            return problems.response(unreadable(malformed));
        var response = failure.getResponse();
        if (response.getStatus() < 400) return response;
        if (response.getStatus() >= 500) return unexpected(failure);
        return problems.response(ofStatus(response.getStatus()));
    }

    /** The body did not come whole: its sender has left, has fallen silent, or breaks the protocol. */
    @ServerExceptionMapper
    public Response unsent(IOException failure) {
        LOG.infof("Request %s did not come whole", ResponseHeaders.requestId(request));
        return problems.response(ofStatus(400));
    }

    @ServerExceptionMapper
    public Response misnamed(IllegalArgumentException failure) {
        return String.valueOf(failure.getMessage()).startsWith(NO_MEDIA_TYPE)
                ? problems.response(ofStatus(400))
                : unexpected(failure);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure) {
        if (Outages.isOne(failure)) return problems.response(OUTAGE);
        LOG.errorf(failure, "Request %s failed", ResponseHeaders.requestId(request));
        return problems.response(Problem.of(
                500, "internal_error", "Something went wrong here", "It has been logged under the request id."));
    }

    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> Problem.of(status, "unauthorized", "Sign in first", "Nobody is signed in.");
            case 403 -> Problem.of(status, "forbidden", "Not allowed", "This may not be done here.");
            case 404 -> Problem.notFound("There is nothing at this address.");
            case 405 ->
                Problem.of(status, "method_not_allowed", "Method not allowed", "Another method is needed here.");
            case 406 ->
                Problem.of(status, "not_acceptable", "Not acceptable", "No such form of the answer is made here.");
            case 413 -> Problem.of(status, "request_too_large", "Too large", "The body is larger than is read here.");
            case 415 ->
                Problem.of(status, "unsupported_media_type", "Unsupported media type", "Send application/json.");
            default -> Problem.of(status, "invalid_request", "The request is not valid", "It could not be read.");
        };
    }

    /** Names the place but never repeats the input, which may be private. */
    private static Problem unreadable(JsonProcessingException failure) {
        var path = failure instanceof JsonMappingException mapping ? path(mapping) : "";
        if (failure instanceof UnrecognizedPropertyException) return Problem.unsupported(path);
        if (path.isEmpty()) return Problem.of(400, "invalid_request", "The request is not valid", place(failure));
        return Problem.invalid(path, path + " has a value of the wrong kind.");
    }

    private static String path(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String place(JsonProcessingException failure) {
        var place = failure.getLocation() == null ? JsonLocation.NA : failure.getLocation();
        return "The body is not the JSON that is expected here (line %d, column %d)."
                .formatted(place.getLineNr(), place.getColumnNr());
    }
}
