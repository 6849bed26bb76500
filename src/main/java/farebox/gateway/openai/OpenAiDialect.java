package farebox.gateway.openai;

import farebox.web.Dialect;
import farebox.web.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Problems as OpenAI's clients read them: in a member {@code error}, with our own stable codes. */
@Singleton
class OpenAiDialect implements Dialect {
    @Override
    public boolean isSpokenAt(String path) {
        return path.startsWith("/openai/");
    }

    @Override
    public Response response(Problem problem) {
        return problem.response(MediaType.APPLICATION_JSON, document(problem));
    }

    /** The same, for a stream as well. */
    static Map<String, Object> document(Problem problem) {
        var error = new LinkedHashMap<String, Object>();
        error.put("message", problem.detail());
        error.put("type", type(problem.status()));
        error.put("param", null);
        error.put("code", problem.code());
        error.putAll(problem.more());
        return Map.of("error", error);
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "insufficient_quota";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
