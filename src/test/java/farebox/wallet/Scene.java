package farebox.wallet;

import farebox.ledger.Account;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One wallet in memory, driven through the operations of the lanes; speaks the script language of {@link Scripts}. */
class Scene {
    static final CustomerNo ADA = new CustomerNo(1);
    private static final HoldOrder.Purpose PURPOSE = new HoldOrder.Purpose(1, 1, 1);

    final OpenWallet wallet;
    private final Map<String, HoldId> holds = new ConcurrentHashMap<>();
    private final Map<String, Dispute> disputes = new ConcurrentHashMap<>();
    private final AtomicLong tokens = new AtomicLong();
    private Instant now;

    Scene() {
        this(ADA, Instant.parse("2026-11-24T00:00:00Z"));
    }

    Scene(CustomerNo customer, Instant now) {
        this.wallet = OpenWallet.empty(customer);
        this.now = now;
    }

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
        return decide(new CreditOperation(new Credit(
                wallet.customer, new Credit.Source(kind, id), Credits.of(credits), paid, terms, Attachment.none())));
    }

    HoldOutcome hold(String name, long credits, String body) {
        var key = OperationKey.of("app", name, body.getBytes());
        var outcome = decide(new HoldOperation(
                new HoldOrder(wallet.customer, key, Credits.of(credits), PURPOSE, Attachment.none()),
                tokens.incrementAndGet()));
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

    private static Credit.Source purchase(String id) {
        return new Credit.Source(Credit.Source.Kind.PURCHASE, id);
    }

    RefundOutcome refund(String id, String purchase, Usd net, Usd tax, Refund.Spent spent) {
        return decide(new RefundOperation(
                new Refund(wallet.customer, purchase(purchase), id, net, tax, spent, Attachment.none())));
    }

    boolean refundFailed(String id) {
        return decide(new RefundFailedOperation(wallet.customer, id));
    }

    DisputeOutcome dispute(String id, String purchase, Usd net) {
        disputes.putIfAbsent(
                id,
                new Dispute(
                        wallet.customer, purchase(purchase), id, net, Usd.ZERO, true, Dispute.Stand.OPEN, List.of()));
        return decide(new DisputeOperation(disputes.get(id)));
    }

    /** Stripe takes money for a dispute, or gives it back below zero. */
    Optional<DisputeOutcome> moved(String id, Usd amount) {
        return stands(id, known -> {
            var funds = new ArrayList<>(known.funds());
            var fee = Usd.parse(amount.isNegative() ? "-15" : "15");
            funds.add(new Dispute.Funds("txn_" + id + "_" + funds.size(), amount, fee));
            return with(known, known.stand(), funds);
        });
    }

    Optional<DisputeOutcome> stands(String id, Dispute.Stand stand) {
        return stands(id, known -> with(known, stand, known.funds()));
    }

    /** News of a dispute that knows nothing of the last of its funds. */
    Optional<DisputeOutcome> late(String id, Dispute.Stand stand) {
        return Optional.ofNullable(disputes.get(id))
                .filter(known -> !known.funds().isEmpty())
                .map(known -> with(
                        known, stand, known.funds().subList(0, known.funds().size() - 1)))
                .map(known -> decide(new DisputeOperation(known)));
    }

    private Optional<DisputeOutcome> stands(String id, UnaryOperator<Dispute> change) {
        return Optional.ofNullable(disputes.computeIfPresent(id, (name, known) -> change.apply(known)))
                .map(known -> decide(new DisputeOperation(known)));
    }

    private static Dispute with(Dispute known, Dispute.Stand stand, List<Dispute.Funds> funds) {
        return new Dispute(
                known.customer(),
                known.source(),
                known.id(),
                known.net(),
                known.tax(),
                known.taxRelief(),
                stand,
                funds);
    }

    boolean owing(String id, String claim, Usd amount, OwingEnd.How how) {
        return decide(new OwingOperation(new OwingEnd(wallet.customer, claim, id, amount, how, Attachment.none())))
                == OwingOutcome.BOOKED;
    }

    Credits correctGrant(String id) {
        return decide(new GrantCorrectionOperation(wallet.customer, id, Attachment.none()));
    }

    CorrectionOutcome correctCapture(String hold) {
        return decide(new CaptureCorrectionOperation(holds.get(hold), Attachment.none()));
    }

    boolean knows(String hold) {
        return holds.containsKey(hold);
    }

    Usd revenue() {
        return Usd.ofNanos(-wallet.total(Account.REVENUE));
    }

    /** Every invariant that one wallet must keep, as sentences about what is broken. */
    List<String> broken() {
        var faults = new ArrayList<String>();
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
            if (lot.spent < 0 || lot.expired < 0 || lot.revoked < 0 || lot.disputed < 0)
                faults.add("lot " + lot.lot + " has a negative part");
            if (lot.remaining + lot.spent + lot.expired + lot.revoked + lot.disputed != lot.credits)
                faults.add("lot " + lot.lot + " has lost credits");
            if (!lot.valueOut.equals(lot.paid.portion(lot.spent + lot.expired + lot.revoked, lot.credits)))
                faults.add("lot " + lot.lot + " has not given its exact share");
            if (lot.waiting < 0 || lot.waiting > lot.remaining) faults.add("too much waits of lot " + lot.lot);
            if (lot.waiting > 0 && wallet.total(Account.AVAILABLE) > 0)
                faults.add("lot " + lot.lot + " is waited for though credits are free");
            var disputed = claims(lot)
                    .filter(claim -> claim.state == Claim.State.DISPUTED)
                    .mapToLong(claim -> claim.taken)
                    .sum();
            if (disputed != lot.disputed) faults.add("the disputes have put " + disputed + " of lot " + lot.lot);
            if (lot.unclaimed() > 0 && lacks(lot)) faults.add("claims go without credits that lot " + lot.lot + " has");
            if (claims(lot).mapToLong(claim -> claim.waiting).sum() != lot.waiting)
                faults.add("the claims wait for another number of credits than lot " + lot.lot);
            if (!lot.open() && !lot.valueOut.equals(lot.paid))
                faults.add("lot " + lot.lot + " has not given what was paid");
        }
        var withdrawn = sum(Claim.State.DISPUTED, claim -> claim.withdrawn)
                .plus(sum(Claim.State.WON, claim -> claim.withdrawn));
        if (!withdrawn.equals(Usd.ofNanos(wallet.total(Account.DISPUTE_CLAIM))))
            faults.add("the disputes have withdrawn " + withdrawn);
        var owed = wallet.claims().stream().map(OpenClaim::owed).reduce(Usd.ZERO, Usd::plus);
        if (!owed.equals(Usd.ofNanos(wallet.total(Account.RECEIVABLE)))) faults.add("the claims leave owing " + owed);
        for (int i = 0; i < wallet.postings.size(); i++)
            if (wallet.postings.get(i).seq() != i + 1) faults.add("posting " + (i + 1) + " is missing");
        return faults;
    }

    /** Whether money went back for more credits of the lot than went with it, and still has to be made good. */
    private boolean lacks(OpenLot lot) {
        var live = claims(lot).filter(OpenClaim::isLive).toList();
        var has = live.stream().mapToLong(claim -> claim.taken + claim.waiting).sum();
        var open = live.stream().anyMatch(claim -> lot.creditsUpTo(claim.rest) > claim.waiting + 1);
        // Each may go without the credit that it was paid for in part.
        return lot.reclaimedCredits() > has + live.size() && open;
    }

    private Stream<OpenClaim> claims(OpenLot lot) {
        return wallet.claims().stream().filter(claim -> claim.lot == lot.lot);
    }

    private Usd sum(Claim.State state, Function<OpenClaim, Usd> amount) {
        return wallet.claims().stream()
                .filter(claim -> claim.state == state)
                .map(amount)
                .reduce(Usd.ZERO, Usd::plus);
    }

    /** What the customer owes, or the balance of any other account of dollars. */
    String dollars(Account account) {
        return "$" + Usd.ofNanos(wallet.total(account));
    }

    String balance() {
        return List.of(
                        Account.AVAILABLE,
                        Account.HELD,
                        Account.SPENT,
                        Account.EXPIRED,
                        Account.REVOKED,
                        Account.DISPUTED)
                .stream()
                .filter(account -> wallet.total(account) != 0 || account == Account.AVAILABLE)
                .map(account -> account.name().toLowerCase() + " " + wallet.total(account))
                .collect(Collectors.joining(", "));
    }
}
