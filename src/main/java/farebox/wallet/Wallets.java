package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.money.Usd;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What may happen to customers' credits. Every write goes through a lane and is durable when its outcome returns. */
@ApplicationScoped
public class Wallets {
    /** Sets credits aside for the lifetime of this instance's lease, or refuses. */
    public HoldOutcome hold(HoldOrder order) {
        throw new IllegalStateException();
    }

    /** Ends a hold with a charge. Waits through an outage of the database rather than lose it. */
    public SettleOutcome settle(Settlement settlement) {
        throw new IllegalStateException();
    }

    /** Ends a hold without a charge. */
    public ReleaseOutcome release(Release release) {
        throw new IllegalStateException();
    }

    /** Brings credits in, once per source. */
    public CreditOutcome credit(Credit credit) {
        throw new IllegalStateException();
    }

    /** Books what Stripe kept of a purchase that was credited before its fee was known; does nothing the second time. */
    public void bookFee(CustomerNo customer, Credit.Source source, Usd fee) {
        throw new IllegalStateException();
    }

    /** Refuses holds from now on, until thawed; what is held already may still be settled. */
    public void freeze(CustomerNo customer, String reason) {
        throw new IllegalStateException();
    }

    public void unfreeze(CustomerNo customer) {
        throw new IllegalStateException();
    }

    /** The wallet now; an empty one for a customer who never had credits. */
    public Wallet of(CustomerNo customer) {
        throw new IllegalStateException();
    }

    /** All lots, those that still have credits first, in the order in which they burn. */
    public List<Lot> lots(CustomerNo customer, int limit) {
        throw new IllegalStateException();
    }

    /** What happened, newest first, from the posting before {@code beforeSeq} on. */
    public List<StatementLine> statement(CustomerNo customer, long beforeSeq, int limit) {
        throw new IllegalStateException();
    }

    /** The open holds that a dead instance or a passed time has left, oldest first; for sweeps. */
    public List<HoldId> stranded(int limit) {
        throw new IllegalStateException();
    }
}
