package farebox.web;

import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request was not done, as RFC 9457 writes it.
 *
 * @param code stable, for programs; {@code api.md} lists them
 * @param more what else a program may want to know, beside the standard members
 */
public record Problem(int status, String code, String title, String detail, Map<String, Object> more) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        more = Map.copyOf(more);
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Map.of());
    }

    /** The request is malformed at the parameter named. */
    public static Problem invalid(String param, String detail) {
        return new Problem(400, "invalid_request", "The request is not valid", detail, Map.of("param", param));
    }

    public static Problem notFound(String detail) {
        return of(404, "not_found", "Not found", detail);
    }

    public Problem with(String name, Object value) {
        var wider = new LinkedHashMap<>(more);
        wider.put(name, value);
        return new Problem(status, code, title, detail, wider);
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    public Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(document()).build();
    }

    /** Its members, in the order in which they are written. */
    public Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "urn:farebox:problem:" + code);
        document.put("title", title);
        document.put("status", status);
        document.put("detail", detail);
        document.put("code", code);
        document.putAll(more);
        return document;
    }
}
