package farebox.wallet;

import farebox.money.Credits;
import java.util.List;

/** Ends a hold because the work was done: captures what it is charged, gives back the rest, books what it cost. */
public record Settlement(HoldId hold, Credits charged, List<AttemptCost> costs, Attachment<SettleOutcome> attachment) {
    public Settlement {
        costs = List.copyOf(costs);
    }
}
