package farebox.gateway.bedrock;

import farebox.gateway.Reply.Failed;
import farebox.gateway.Reply.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.http.conn.ConnectTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;
import software.amazon.awssdk.thirdparty.jackson.core.JsonProcessingException;

/** What goes wrong in a call of Bedrock, in the words of the gateway. */
final class Faults {
    /** How AWS's SDK begins to tell of an answer that is not as it should be, whatever is wrong with it. */
    private static final String UNREADABLE = "Unable to unmarshall response";

    /**
     * What AWS may say with status 400 though the request itself is sound: a quota (Amazon Bedrock API reference, InvokeModel)
     * or our own access (there, Common Errors). Throttling the SDK knows by its names.
     */
    private static final Set<String> NOT_THE_REQUEST = Set.of(
            "ServiceQuotaExceededException",
            "AccessDeniedException",
            "ExpiredTokenException",
            "IncompleteSignature",
            "NotAuthorized",
            "RequestExpired");

    private Faults() {}

    static Failed of(Throwable fault) {
        return switch (fault) {
            case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            case BedrockRuntimeException refusal -> refused(refusal);
            case ApiCallTimeoutException slow -> new Failed(Failure.TIMEOUT, true, "no answer in time");
            case AbortedException stopped -> new Failed(Failure.ERROR, true, "stopped");
            case SdkClientException broken -> broken(broken);
            case IOException lost -> new Failed(Failure.UNAVAILABLE, true, "the connection was lost: " + words(lost));
            default -> unreadable(fault);
        };
    }

    /** Bedrock's own word: what is throttled, closed or down may be answered elsewhere. */
    private static Failed refused(BedrockRuntimeException refusal) {
        var failure = switch (refusal.statusCode()) {
            case 400 -> isTheRequest(refusal) ? Failure.INVALID : Failure.UNAVAILABLE;
            case 408 -> Failure.TIMEOUT;
            case 403, 404, 429, 503 -> Failure.UNAVAILABLE;
            case 0 -> inMidStream(refusal);
            default -> Failure.ERROR;
        };
        // Without a status, or with one that only announces another, the model may be at work.
        var mayBeBilled = failure == Failure.TIMEOUT || refusal.statusCode() == 424 || refusal.statusCode() < 200;
        return new Failed(
                failure,
                mayBeBilled,
                refusal.statusCode() + " " + refusal.getClass().getSimpleName());
    }

    private static boolean isTheRequest(BedrockRuntimeException refusal) {
        var code = Optional.ofNullable(refusal.awsErrorDetails()).map(AwsErrorDetails::errorCode);
        return !refusal.isThrottlingException()
                && code.filter(NOT_THE_REQUEST::contains).isEmpty();
    }

    /** An exception among the events of a stream has no status; the model was at work by then. */
    private static Failure inMidStream(BedrockRuntimeException refusal) {
        return switch (refusal) {
            case ValidationException invalid -> Failure.INVALID;
            case ThrottlingException throttled -> Failure.UNAVAILABLE;
            case ServiceUnavailableException down -> Failure.UNAVAILABLE;
            case ModelTimeoutException slow -> Failure.TIMEOUT;
            default -> Failure.ERROR;
        };
    }

    private static Failed broken(SdkClientException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) return new Failed(Failure.TIMEOUT, true, "no answer in time");
            if (cause instanceof JsonProcessingException || cause instanceof Crc32MismatchException)
                return unreadable(broken);
            // Once there was a connection, nobody knows whether the model has worked.
            if (cause instanceof IOException lost)
                return new Failed(Failure.UNAVAILABLE, !isUnconnected(lost), "no connection: " + words(lost));
        }
        if (String.valueOf(broken.getMessage()).startsWith(UNREADABLE)) return unreadable(broken);
        return new Failed(Failure.UNAVAILABLE, false, "the request was not sent: " + broken.getMessage());
    }

    private static boolean isUnconnected(IOException lost) {
        return lost instanceof ConnectException
                || lost instanceof ConnectTimeoutException // of waiting for a free connection, too
                || lost instanceof UnknownHostException
                || lost instanceof NoRouteToHostException;
    }

    /** The model has worked, so its tokens count. */
    private static Failed unreadable(Throwable broken) {
        var kinds = Stream.iterate(broken, Objects::nonNull, Throwable::getCause)
                .map(cause -> cause.getClass().getSimpleName())
                .collect(Collectors.joining(", "));
        return new Failed(Failure.ERROR, true, "an answer that cannot be read: " + kinds);
    }

    /** A socket tells of the connection; who reads from it may quote the answer, which no log may. */
    private static String words(IOException lost) {
        var ofConnection = lost instanceof SocketException || lost instanceof UnknownHostException;
        return ofConnection ? lost.toString() : lost.getClass().getSimpleName();
    }
}
