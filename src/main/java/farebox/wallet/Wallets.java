package farebox.wallet;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** What may happen to customers' credits. Every write goes through a lane and is durable when its outcome returns. */
@ApplicationScoped
public class Wallets {
    private static final Duration HOLD_PATIENCE = Duration.ofSeconds(5);
    private static final Duration SETTLE_PATIENCE = Duration.ofSeconds(30);

    private final Lanes lanes;
    private final WalletReads reads;

    Wallets(Lanes lanes, WalletReads reads) {
        this.lanes = lanes;
        this.reads = reads;
    }

    /**
     * Sets credits aside for as long as this instance lives, or refuses.
     *
     * @throws WalletUnavailable when the database does not answer; a hold made after all is given back
     */
    public HoldOutcome hold(HoldOrder order) {
        var operation = new HoldOperation(order, ThreadLocalRandom.current().nextLong());
        var pending = new Pending<>(operation);
        if (!lanes.offer(pending)) return new HoldOutcome.Overloaded();
        try {
            return Lanes.await(pending, HOLD_PATIENCE);
        } catch (TimeoutException outage) {
            pending.giveUp();
            lanes.offer(new Pending<>(new WithdrawOperation(operation)));
            throw new WalletUnavailable("the hold could not be written in time; nothing is held");
        }
    }

    /**
     * Ends a hold with a charge.
     *
     * @throws WalletUnavailable when the database does not answer; the settlement still waits, and is written once it can be
     */
    public SettleOutcome settle(Settlement settlement) {
        return ask(new SettleOperation(settlement));
    }

    /** Ends a hold without a charge, and waits through an outage as {@link #settle} does. */
    public ReleaseOutcome release(Release release) {
        return ask(new ReleaseOperation(release));
    }

    /** Brings credits in, once per source. */
    public CreditOutcome credit(Credit credit) {
        return ask(new CreditOperation(credit));
    }

    /**
     * Books what Stripe kept of a purchase that was credited before its fee was known.
     *
     * @return whether it was booked now: false for a source that credited nothing, or of which the fee is known
     */
    public boolean bookFee(CustomerNo customer, Credit.Source source, Usd fee) {
        return ask(new FeeOperation(customer, source, fee)).isPresent();
    }

    /** Books money that went back to a buyer, once per refund, and takes the unspent credits that go with it. */
    public RefundOutcome refund(Refund refund) {
        return ask(new RefundOperation(refund));
    }

    /** What a refund of so much, without tax, would take now; empty for a source that credited nothing. */
    public Optional<RefundForecast> forecast(CustomerNo customer, Credit.Source source, Usd net) {
        return reads.forecast(customer, source, net);
    }

    /** Undoes a refund whose money came back; whether that was done now. */
    public boolean refundFailed(CustomerNo customer, String refundId) {
        return ask(new RefundFailedOperation(customer, refundId));
    }

    /** Brings the wallet to where a dispute of a payment stands at Stripe; each step of it is booked once. */
    public DisputeOutcome dispute(Dispute dispute) {
        return ask(new DisputeOperation(dispute));
    }

    /** Books that what a claim left owing was paid, or never will be. */
    public OwingOutcome endOwing(OwingEnd end) {
        return ask(new OwingOperation(end));
    }

    /** Takes back what is left of a mistaken grant; how many credits that was. */
    public Credits correctGrant(CustomerNo customer, String grant, Attachment<Credits> attachment) {
        return ask(new GrantCorrectionOperation(customer, grant, attachment));
    }

    /** Undoes the charge of a captured hold, once. */
    public CorrectionOutcome correctCapture(HoldId hold, Attachment<CorrectionOutcome> attachment) {
        return ask(new CaptureCorrectionOperation(hold, attachment));
    }

    /** Books what happened to the house's own money; false when something else was booked there meanwhile. */
    public boolean book(HouseEvent event) {
        return ask(new HouseOperation(event));
    }

    /** What refunds and disputes have taken back or still want of a customer's lots, newest first. */
    public List<Claim> claims(CustomerNo customer, int limit) {
        return reads.claims(customer, limit);
    }

    /**
     * Refuses holds from now on, until unfrozen; what is held already may still be settled.
     *
     * @param attachment is told the reason that stood before
     */
    public void freeze(CustomerNo customer, String reason, Attachment<Optional<String>> attachment) {
        ask(new FreezeOperation(customer, Optional.of(reason), standing -> true, attachment));
    }

    /** Lets a wallet work again. */
    public void unfreeze(CustomerNo customer, Attachment<Optional<String>> attachment) {
        ask(new FreezeOperation(customer, Optional.empty(), standing -> true, attachment));
    }

    /**
     * Freezes if what stands is fit for it, decided together with the freeze.
     *
     * @param fit is told the reason that stands, if the wallet is frozen
     * @return whether it is frozen for this reason now
     */
    public boolean freezeWhere(Predicate<Optional<String>> fit, CustomerNo customer, String reason) {
        return fit.test(ask(new FreezeOperation(customer, Optional.of(reason), fit, Attachment.none())));
    }

    /** Lifts the freeze if its reason is fit for that; both are decided together. */
    public void unfreezeWhere(Predicate<String> fit, CustomerNo customer) {
        ask(new FreezeOperation(
                customer, Optional.empty(), standing -> standing.filter(fit).isPresent(), Attachment.none()));
    }

    private <O> O ask(Operation<O> operation) {
        var pending = new Pending<>(operation);
        if (!lanes.offer(pending)) throw new WalletUnavailable("too many operations wait; nothing was written");
        try {
            return Lanes.await(pending, SETTLE_PATIENCE);
        } catch (TimeoutException outage) {
            throw new WalletUnavailable("the database does not answer; the operation waits to be written");
        }
    }

    /** What stands under a key already, so that a repeated request need not be priced again; empty for a new key. */
    public Optional<HoldOutcome> earlier(CustomerNo customer, OperationKey key) {
        return reads.earlier(customer, key);
    }

    /** The wallet now; an empty one for a customer who never had credits. */
    public Wallet of(CustomerNo customer) {
        return reads.wallet(customer);
    }

    /**
     * The wallet as the journal had it at a moment, to the microsecond: whatever was recorded by then counts. Whether it
     * was frozen the journal does not say.
     *
     * @return empty when the postings of that time are sealed
     */
    public Optional<Wallet> of(CustomerNo customer, Instant asOf) {
        return reads.wallet(customer, asOf.truncatedTo(ChronoUnit.MICROS));
    }

    /** The lots that still have credits, in the order in which they burn, and then the used-up ones, newest first. */
    public List<Lot> lots(CustomerNo customer, int limit) {
        return reads.lots(customer, limit);
    }

    /** What happened, newest first, from the posting before {@code beforeSeq} on. */
    public List<StatementLine> statement(CustomerNo customer, long beforeSeq, int limit) {
        return reads.statement(customer, beforeSeq, limit);
    }

    /** The open holds that a dead instance or a passed time has left, oldest first; for sweeps. */
    public List<StrandedHold> stranded(int limit) {
        return reads.stranded(limit);
    }
}
