package farebox.wallet;

import static farebox.ledger.Account.COGS;
import static farebox.ledger.Account.PAYABLE;

import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How the costs of attempts are booked: owed to AWS from the moment that they are known. */
final class Costs {
    private Costs() {}

    static List<Move> moves(List<AttemptCost> costs) {
        return costs.stream()
                .filter(cost -> !cost.cost().isZero())
                .map(cost -> Move.ofAttempt(COGS, PAYABLE, cost.cost(), cost.model(), cost.attempt()))
                .toList();
    }

    /** Replaces the estimates that a sweep has booked by what the attempts really cost, once. */
    static void correct(OpenWallet wallet, OpenHold swept, List<AttemptCost> costs, Instant now) {
        if (swept.state != OpenHold.State.SWEPT) return;
        var moves = new ArrayList<Move>();
        for (var cost : costs) {
            var booked = swept.bookedBySweep.get(cost.attempt());
            var more = booked == null ? cost.cost() : cost.cost().minus(booked.cost());
            var less = Usd.ZERO.minus(more);
            if (more.compareTo(Usd.ZERO) > 0)
                moves.add(Move.ofAttempt(COGS, PAYABLE, more, cost.model(), cost.attempt()));
            if (more.isNegative()) moves.add(Move.ofAttempt(PAYABLE, COGS, less, cost.model(), cost.attempt()));
        }
        if (!moves.isEmpty())
            wallet.post(
                    Event.of(PostingKind.COST_CORRECTED, moves)
                            .ofHold(swept.id.hold(), swept.purpose.card(), swept.purpose.task()),
                    now);
        swept.end(OpenHold.State.SWEPT_AND_COSTED, swept.givenBack);
    }

    /** Takes the estimates back that a sweep has booked for a hold of which nobody had heard: nothing was called for it. */
    static void takeBack(OpenWallet wallet, OpenHold swept, Instant now) {
        if (swept.state != OpenHold.State.SWEPT) return;
        var nothing = swept.bookedBySweep.values().stream()
                .map(booked -> new AttemptCost(booked.attempt(), booked.model(), Usd.ZERO))
                .toList();
        correct(wallet, swept, nothing, now);
        wallet.uncalled.add(swept.id);
    }
}
