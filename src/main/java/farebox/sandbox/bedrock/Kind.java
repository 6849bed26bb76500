package farebox.sandbox.bedrock;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** What can happen to a call in place of a plain answer. */
public enum Kind {
    @JsonProperty("throttle")
    THROTTLE(429, "ThrottlingException", "Too many requests, please wait before trying again."),
    @JsonProperty("timeout")
    TIMEOUT(408, "ModelTimeoutException", "The request took too long to process."),
    @JsonProperty("refuse")
    REFUSE(403, "AccessDeniedException", "You don't have access to the model with the specified model ID."),
    @JsonProperty("unavailable")
    UNAVAILABLE(503, "ServiceUnavailableException", "Bedrock is unable to process your request."),
    @JsonProperty("error")
    ERROR(500, "InternalServerException", "The system encountered an unexpected error during processing."),
    @JsonProperty("model_error")
    MODEL_ERROR(424, "ModelErrorException", "The request failed due to an error while processing the model."),
    @JsonProperty("invalid")
    INVALID(400, "ValidationException", "The model returned the following errors: Malformed input request."),
    @JsonProperty("garbage")
    GARBAGE,
    @JsonProperty("no_usage")
    NO_USAGE,
    /** The default service tier answers, whichever was asked for. */
    @JsonProperty("default_tier")
    DEFAULT_TIER,
    @JsonProperty("slow")
    SLOW,
    // These happen to a stream; a whole answer is plain under them.
    /** The connection is lost. */
    @JsonProperty("cut")
    CUT,
    /** It ends in good order, but too early. */
    @JsonProperty("end")
    END,
    /** An error comes where an event should. */
    @JsonProperty("break")
    BREAK,
    /** It falls silent for a while. */
    @JsonProperty("stall")
    STALL,
    /** Every frame lets one wait for it. */
    @JsonProperty("drip")
    DRIP;

    private final Optional<AwsError> error;

    Kind() {
        error = Optional.empty();
    }

    Kind(int status, String type, String message) {
        error = Optional.of(new AwsError(status, type, message));
    }

    /** The error with which such a call ends, if it ends with one. */
    Optional<AwsError> error() {
        return error;
    }
}
