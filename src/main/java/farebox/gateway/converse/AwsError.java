package farebox.gateway.converse;

import farebox.web.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem as AWS's clients know it: of a type by which they tell errors apart, and with a status by which they decide
 * whether to try again.
 */
record AwsError(int status, String type, Problem problem) {
    static AwsError of(Problem problem) {
        var status = problem.status();
        return switch (status) {
            case 401, 403 -> new AwsError(403, "AccessDeniedException", problem);
            case 402 -> new AwsError(402, "InsufficientCreditsException", problem);
            case 404 -> new AwsError(404, "ResourceNotFoundException", problem);
            case 409, 429 -> new AwsError(429, "ThrottlingException", problem);
            // Clients try 503 again, which cannot help where a model has failed and the route has tried the others.
            case 502, 504 -> new AwsError(424, "ModelErrorException", problem);
            case 503 -> new AwsError(503, "ServiceUnavailableException", problem);
            default ->
                status < 500
                        ? new AwsError(400, "ValidationException", problem)
                        : new AwsError(500, "InternalServerException", problem);
        };
    }

    /** The same type, as events name it; a failed model has a name of its own there. */
    String typeInStream() {
        if (type.equals("ModelErrorException")) return "modelStreamErrorException";
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }

    /** With what else the problem tells, and our own stable code. */
    Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("message", problem.detail());
        document.put("code", problem.code());
        document.putAll(problem.more());
        return document;
    }
}
