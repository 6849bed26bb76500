package farebox.webhook;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One event on its way to one endpoint.
 *
 * @param dueAt when it is tried next, while it waits
 * @param lastAnswer how the endpoint answered last, or why it did not
 */
public record Delivery(
        long no,
        UUID event,
        int endpoint,
        String type,
        String body,
        State state,
        int tries,
        Instant dueAt,
        Optional<Instant> triedAt,
        Optional<Integer> lastStatus,
        Optional<String> lastAnswer) {
    /** How far it is. */
    public enum State {
        WAITING,
        DELIVERED,
        /** Given up after many tries, or its endpoint was removed. */
        FAILED;

        /** As it is written in the database and shown. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public boolean isWaiting() {
        return state == State.WAITING;
    }

    /** By which receivers tell that they have had it before. */
    public String messageId() {
        return messageId(event);
    }

    static String messageId(UUID event) {
        return "msg_" + event;
    }
}
