package farebox.wallet;

import farebox.money.Credits;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hold under its wallet's lock. It is opened once and ends once. */
final class OpenHold {
    /** Where a hold stands; the codes are the schema's. */
    enum State {
        OPEN,
        CAPTURED,
        RELEASED,
        SWEPT,
        /** Swept, and the cost that came in afterwards is booked too. */
        SWEPT_AND_COSTED
    }

    final HoldId id;
    final Credits credits;
    final OperationKey key;
    final long token;
    final HoldOrder.Purpose purpose;
    State state;
    /** Null for one that lasts as long as its instance. */
    Instant expiresAt;

    Counted counted = Counted.NOWHERE;
    /** What it has just given back to the caps that it was counted on. */
    Credits givenBack = Credits.NONE;

    boolean changed;
    /** What a sweep has booked for each attempt. */
    final Map<Integer, AttemptCost> bookedBySweep = new HashMap<>();

    OpenHold(HoldId id, Credits credits, OperationKey key, long token, HoldOrder.Purpose purpose, State state) {
        this.id = id;
        this.credits = credits;
        this.key = key;
        this.token = token;
        this.purpose = purpose;
        this.state = state;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether its key still answers for it: a released key may try again. */
    boolean keepsKey() {
        return state == State.OPEN || state == State.CAPTURED;
    }

    void booked(List<AttemptCost> costs) {
        for (var cost : costs) bookedBySweep.put(cost.attempt(), cost);
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    void end(State how, Credits unspent) {
        state = how;
        givenBack = unspent;
        changed = true;
    }

    Instant openedAt() {
        return id.openedAt();
    }
}
