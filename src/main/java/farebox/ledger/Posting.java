package farebox.ledger;

import farebox.money.CustomerNo;
import java.time.Instant;
import java.util.List;

/**
 * One final event in one wallet: its gap-free number there, its moves, the balances after it, and the hash that chains
 * it to the posting before.
 */
public record Posting(
        CustomerNo customer, long seq, Event event, Instant recordedAt, Instant effectiveAt, After after, byte[] hash) {

    /**
     * What happened.
     *
     * @param hold the seq of the posting that opened the hold concerned, or null
     * @param card the rate-card version, or null
     * @param task the task class, or null
     * @param source why credits or money come in or go back: 'purchase:…', 'grant:…', 'refund:…', 'dispute:…', or null
     * @param reverses the seq of the posting that this one corrects, or null
     */
    public record Event(
            PostingKind kind, List<Move> moves, Long hold, Integer card, Integer task, String source, Long reverses) {
        public static Event of(PostingKind kind, List<Move> moves) {
            return new Event(kind, List.copyOf(moves), null, null, null, null, null);
        }

        public Event ofHold(long hold, Integer card, Integer task) {
            return new Event(kind, moves, hold, card, task, source, reverses);
        }

        public Event reversing(long seq) {
            return new Event(kind, moves, hold, card, task, source, seq);
        }

        public Event from(String source) {
            return new Event(kind, moves, hold, card, task, source, reverses);
        }
    }

    /** The wallet's balances once the posting counts, in credits. */
    public record After(long available, long held) {}

    /** When an event was written, and when it happened: the same, but for what an operator records afterwards. */
    public record Times(Instant recorded, Instant effective) {
        public static Times now(Instant now) {
            return new Times(now, now);
        }
    }

    /** Chains the event onto the wallet's head, the hash of the posting before it. */
    public static Posting chain(CustomerNo customer, long seq, Event event, Times times, After after, byte[] head) {
        var unhashed = new Posting(customer, seq, event, times.recorded(), times.effective(), after, head);
        return new Posting(
                customer, seq, event, times.recorded(), times.effective(), after, Chain.hash(unhashed, head));
    }
}
