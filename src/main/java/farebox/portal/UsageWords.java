package farebox.portal;

import farebox.gateway.Invocation;
import io.quarkus.qute.TemplateExtension;

/** How the end of a call reads to the customer. */
@TemplateExtension
final class UsageWords {
    private UsageWords() {}

    static String ending(Invocation invocation) {
        return switch (invocation.state()) {
            case SERVED -> "answered";
            case FAILED -> "failed, not charged";
            case SWEPT -> "interrupted, not charged";
            case LATE -> "too late, not charged";
        };
    }

    static String endingKind(Invocation invocation) {
        return switch (invocation.state()) {
            case SERVED -> "good";
            case FAILED, SWEPT, LATE -> "plain";
        };
    }
}
