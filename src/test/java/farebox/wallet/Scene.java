package farebox.wallet;

import farebox.ledger.Account;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One wallet in memory, driven through the operations of the lanes; speaks the script language of {@link Scripts}. */
final class Scene {
    static final CustomerNo ADA = new CustomerNo(1);
    private static final HoldOrder.Purpose PURPOSE = new HoldOrder.Purpose(1, 1, 1);

    final OpenWallet wallet = OpenWallet.empty(ADA);
    private final Map<String, HoldId> holds = new HashMap<>();
    private long token;
    private Instant now = Instant.parse("2026-11-24T00:00:00Z");

    void later(long days) {
        now = now.plusSeconds(days * 86_400);
    }

    <O> O decide(Operation<O> operation) {
        return operation.decide(wallet, new Operation.Moment(now, 1, new OpenCaps()));
    }

    CreditOutcome buy(String id, long credits, String dollars, Optional<Integer> days) {
        return credit(
                Credit.Source.Kind.PURCHASE,
                id,
                credits,
                new Credit.Paid(Usd.parse(dollars), Usd.ZERO, Optional.empty()),
                days);
    }

    CreditOutcome grant(String id, long credits, Optional<Integer> days) {
        return credit(Credit.Source.Kind.GRANT, id, credits, Credit.Paid.NOTHING, days);
    }

    private CreditOutcome credit(
            Credit.Source.Kind kind, String id, long credits, Credit.Paid paid, Optional<Integer> days) {
        var terms = new Credit.Terms("test", 0, days.map(count -> now.plusSeconds(count * 86_400L)));
        return decide(new CreditOperation(
                new Credit(ADA, new Credit.Source(kind, id), Credits.of(credits), paid, terms, Attachment.none())));
    }

    HoldOutcome hold(String name, long credits, String body) {
        var key = OperationKey.of("app", name, body.getBytes());
        var outcome = decide(
                new HoldOperation(new HoldOrder(ADA, key, Credits.of(credits), PURPOSE, Attachment.none()), ++token));
        if (outcome instanceof HoldOutcome.Held(var id, var held, var left)) holds.put(name, id);
        return outcome;
    }

    SettleOutcome capture(String name, long credits, AttemptCost... costs) {
        return decide(new SettleOperation(
                new Settlement(holds.get(name), Credits.of(credits), List.of(costs), Attachment.none())));
    }

    ReleaseOutcome release(String name, Release.Cause cause, AttemptCost... costs) {
        return decide(new ReleaseOperation(new Release(holds.get(name), cause, List.of(costs), Attachment.none())));
    }

    boolean knows(String hold) {
        return holds.containsKey(hold);
    }

    Usd revenue() {
        return Usd.ofNanos(-wallet.total(Account.REVENUE));
    }

    /** Every invariant that one wallet must keep, as sentences about what is broken. */
    List<String> broken() {
        var faults = new java.util.ArrayList<String>();
        var remaining = wallet.lots.stream().mapToLong(lot -> lot.remaining).sum();
        var held = wallet.holds().stream()
                .filter(OpenHold::isOpen)
                .mapToLong(hold -> hold.credits.amount())
                .sum();
        var deferred = wallet.lots.stream()
                .mapToLong(lot -> lot.paid.minus(lot.valueOut).nanos())
                .sum();
        for (var account : Account.values())
            if (account.ordinal() >= Account.AVAILABLE.ordinal()
                    && account.ordinal() <= Account.DISPUTED.ordinal()
                    && wallet.total(account) < 0) faults.add(account + " is below zero");
        if (remaining != wallet.total(Account.AVAILABLE) + wallet.total(Account.HELD))
            faults.add("the lots have " + remaining + " credits left");
        if (held != wallet.total(Account.HELD)) faults.add("the open holds add up to " + held);
        if (deferred != -wallet.total(Account.DEFERRED)) faults.add("the lots still owe " + deferred);
        for (var lot : wallet.lots) {
            if (lot.remaining < 0 || lot.valueOut.compareTo(lot.paid) > 0)
                faults.add("lot " + lot.lot + " is overdrawn");
            if (!lot.open() && !lot.valueOut.equals(lot.paid))
                faults.add("lot " + lot.lot + " has not given what was paid");
        }
        for (int i = 0; i < wallet.postings.size(); i++)
            if (wallet.postings.get(i).seq() != i + 1) faults.add("posting " + (i + 1) + " is missing");
        return faults;
    }

    String balance() {
        return List.of(Account.AVAILABLE, Account.HELD, Account.SPENT, Account.EXPIRED).stream()
                .filter(account -> wallet.total(account) != 0 || account == Account.AVAILABLE)
                .map(account -> account.name().toLowerCase() + " " + wallet.total(account))
                .collect(Collectors.joining(", "));
    }
}
