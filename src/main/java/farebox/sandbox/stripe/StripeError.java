package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that Stripe turns down, in the words Stripe uses. */
final class StripeError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String code;
    private final String param;

    private StripeError(int status, String type, String code, String param, String message) {
        super(message);
        this.status = status;
        this.type = type;
        this.code = code;
        this.param = param;
    }

    static StripeError invalid(String code, String param, String message) {
        return new StripeError(400, "invalid_request_error", code, param, message);
    }

    static StripeError missing(String param) {
        return invalid("parameter_missing", param, "Missing required param: " + param + ".");
    }

    static StripeError noSuch(String kind, String id, String param) {
        var status = param.equals("id") ? 404 : 400;
        return new StripeError(
                status, "invalid_request_error", "resource_missing", param, "No such " + kind + ": '" + id + "'");
    }

    static StripeError unknownUrl(String method, String path) {
        var message = "Unrecognized request URL (" + method + ": " + path + ").";
        return new StripeError(404, "invalid_request_error", null, null, message);
    }

    static StripeError unauthorized(String message) {
        return new StripeError(401, "invalid_request_error", null, null, message);
    }

    static StripeError keyReused(String key) {
        var message =
                "Keys for idempotent requests can only be used with the same parameters they were first used with."
                        + " Try using a key other than '" + key + "' if you meant to execute a different request.";
        return new StripeError(400, "idempotency_error", null, null, message);
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        var body = JsonNodeFactory.instance.objectNode();
        var error = body.putObject("error").put("type", type).put("message", getMessage());
        if (code != null) error.put("code", code);
        if (param != null) error.put("param", param);
        return body;
    }
}
