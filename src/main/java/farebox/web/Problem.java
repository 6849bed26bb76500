package farebox.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request was not done, as RFC 9457 writes it.
 *
 * @param code stable, for programs; {@code api.md} lists them
 * @param more what else a program may want to know, beside the standard members
 * @param headers what a client that retries by itself goes by
 */
public record Problem(
        int status, String code, String title, String detail, Map<String, Object> more, Map<String, Object> headers) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String SHOULD_RETRY = "x-should-retry";

    public Problem {
        more = Map.copyOf(more);
        headers = Map.copyOf(headers);
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Map.of(), Map.of());
    }

    /** The request is malformed at the parameter named. */
    public static Problem invalid(String param, String detail) {
        return of(400, "invalid_request", "The request is not valid", detail).with("param", param);
    }

    /** The request asks for something that is not done here, and it would be wrong to pass over it. */
    public static Problem unsupported(String param) {
        return unsupported(param, param + " is not supported here.");
    }

    /** The request asks for something that is not done here, and it would be wrong to pass over it. */
    public static Problem unsupported(String param, String detail) {
        return of(400, "unsupported_parameter", "Unsupported parameter", detail).with("param", param);
    }

    public static Problem notFound(String detail) {
        return of(404, "not_found", "Not found", detail);
    }

    /** There is no room for the request just now. */
    public static Problem overloaded() {
        return of(429, "overloaded", "Too busy", "Nothing was held. Try again in a moment.")
                .retryAfter(1);
    }

    public Problem with(String name, Object value) {
        var wider = new LinkedHashMap<>(more);
        wider.put(name, value);
        return new Problem(status, code, title, detail, wider, headers);
    }

    /** Worth the same request again after so many seconds; the SDKs of OpenAI obey both headers. */
    public Problem retryAfter(int seconds) {
        return new Problem(
                status, code, title, detail, more, Map.of(HttpHeaders.RETRY_AFTER, seconds, SHOULD_RETRY, true));
    }

    /** Whoever retries by itself must not. */
    public Problem withoutRetry() {
        return new Problem(status, code, title, detail, more, Map.of(SHOULD_RETRY, false));
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    public Response response() {
        return response(MEDIA_TYPE, document());
    }

    /** The same problem, written another way. */
    public Response response(String mediaType, Object document) {
        var response = Response.status(status).type(mediaType).entity(document);
        headers.forEach(response::header);
        return response.build();
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
