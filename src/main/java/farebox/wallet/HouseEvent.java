package farebox.wallet;

import farebox.ledger.Posting.Event;
import java.time.Instant;

/**
 * Something that happened to the house's own money, which is no customer's.
 *
 * @param event with dollars only: the house has no credits
 * @param seen the newest posting of the house that whoever decided on this one knew of
 */
public record HouseEvent(Event event, Instant happenedAt, long seen, Attachment<Boolean> attachment) {
    public HouseEvent {
        if (event.moves().stream().anyMatch(move -> move.debit().holdsCredits()))
            throw new IllegalArgumentException("the house has no credits to move");
    }
}
