package farebox.wallet;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.HELD;

import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sets credits aside.
 *
 * @param token tells this very call from another with the same key, when its first answer was lost
 * @param made the holds that it has made, as far as it knows: a commit may have failed, or gone unanswered
 */
record HoldOperation(HoldOrder order, long token, Set<Long> made) implements Operation<HoldOutcome> {
    HoldOperation(HoldOrder order, long token) {
        this(order, token, ConcurrentHashMap.newKeySet());
    }

    @Override
    public CustomerNo customer() {
        return order.customer();
    }

    @Override
    public Optional<UUID> holdKey() {
        return Optional.of(order.key().key());
    }

    @Override
    public Set<Long> knownHolds() {
        return made;
    }

    @Override
    public List<Cap> caps() {
        return order.terms().caps();
    }

    @Override
    public HoldOutcome decide(OpenWallet wallet, Moment moment) {
        takeBackSwept(wallet, moment);
        var earlier = wallet.holdUnder(order.key().key());
        if (earlier != null) return again(earlier, wallet);
        wallet.lapse(moment.at());
        if (wallet.frozenReason() != null) return new HoldOutcome.Frozen(wallet.frozenReason());
        Optional<? extends HoldOutcome> capped = moment.caps().reached(caps(), order.credits());
        if (capped.isPresent()) return capped.get();
        return wallet.available().covers(order.credits()) ? hold(wallet, moment) : notEnough(wallet);
    }

    /** Of a hold that was swept before its caller heard of it, nothing came but the sweep's estimate. */
    void takeBackSwept(OpenWallet wallet, Moment moment) {
        for (var number : made) {
            var mine = wallet.holdNumbered(number);
            if (mine != null && mine.token == token) Costs.takeBack(wallet, mine, moment.at());
        }
    }

    private HoldOutcome notEnough(OpenWallet wallet) {
        wallet.lack();
        return new HoldOutcome.NotEnough(wallet.available(), order.credits());
    }

    private HoldOutcome again(OpenHold earlier, OpenWallet wallet) {
        if (earlier.token == token) return new HoldOutcome.Held(earlier.id, earlier.credits, wallet.available());
        if (!earlier.key.fingerprint().equals(order.key().fingerprint())) return new HoldOutcome.KeyReused(earlier.id);
        return earlier.isOpen() ? new HoldOutcome.InProgress(earlier.id) : new HoldOutcome.Replayed(earlier.id);
    }

    private HoldOutcome hold(OpenWallet wallet, Moment moment) {
        var moves = List.of(Move.of(HELD, AVAILABLE, order.credits()));
        var event = Event.of(PostingKind.HOLD, moves)
                .ofHold(
                        wallet.seq() + 1,
                        order.purpose().card(),
                        order.purpose().task());
        var id = new HoldId(customer(), wallet.post(event, moment.at()), moment.at());
        var hold = new OpenHold(id, order.credits(), order.key(), token, order.purpose(), OpenHold.State.OPEN);
        hold.expiresAt = order.terms().lifetime().map(moment.at()::plus).orElse(null);
        hold.counted = moment.caps().count(caps(), order.credits());
        wallet.open(hold);
        made.add(id.hold());
        return new HoldOutcome.Held(id, order.credits(), wallet.available());
    }

    @Override
    public List<Row> attached(HoldOutcome outcome, Instant at) {
        return order.attachment().rows(outcome, at);
    }
}
