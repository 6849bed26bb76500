package farebox.checkout;

import farebox.checkout.BuyOutcome.NotOnSale;
import farebox.checkout.BuyOutcome.PayPageOpened;
import farebox.checkout.BuyOutcome.StripeRefused;
import farebox.checkout.BuyOutcome.StripeUnavailable;
import farebox.checkout.PayPages.OpenOutcome.Opened;
import farebox.checkout.PayPages.OpenOutcome.Refused;
import farebox.checkout.PayPages.OpenOutcome.Unavailable;
import farebox.customer.Customer;
import farebox.deployment.Deployment;
import farebox.pack.Pack;
import farebox.pack.Packs;
import farebox.sql.RowStatement.Row;
import farebox.wallet.RefundForecast;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/** Sells packs: opens a pay page at Stripe, credits what was paid there, once, and gives it back. */
@Singleton
public class Checkout {
    private static final Logger LOG = Logger.getLogger(Checkout.class);

    private final Packs packs;
    private final Purchases purchases;
    private final PayPages pages;
    private final Fulfilment fulfilment;
    private final GivingBack givingBack;
    private final Deployment deployment;

    Checkout(
            Packs packs,
            Purchases purchases,
            PayPages pages,
            Fulfilment fulfilment,
            GivingBack givingBack,
            Deployment deployment) {
        this.packs = packs;
        this.purchases = purchases;
        this.pages = pages;
        this.fulfilment = fulfilment;
        this.givingBack = givingBack;
        this.deployment = deployment;
    }

    /** Opens a pay page that leads back to the portal. */
    public BuyOutcome buy(Customer customer, int pack) {
        return buy(customer, pack, Returns.toPortal(deployment), Map.of());
    }

    /** Opens a pay page. The purchase is stored before Stripe is asked, so that no payment can come from nowhere. */
    public BuyOutcome buy(Customer customer, int pack, Returns returns, Map<String, String> metadata) {
        var found = packs.find(pack).filter(Pack::onSale);
        if (found.isEmpty()) return new NotOnSale();
        var purchase = purchases.open(
                customer.no(), found.get(), metadata, deployment.stripe().livemode());
        return switch (pages.open(purchase, customer, returns.of(purchase))) {
            case Opened(var session, var url) ->
                new PayPageOpened(purchases.pageOpened(purchase.id(), session, url.toString()), url);
            case Refused(var why) -> {
                giveUp(purchase, why);
                yield new StripeRefused(why);
            }
            case Unavailable(var why) -> {
                giveUp(purchase, why);
                yield new StripeUnavailable();
            }
        };
    }

    /** Looks at a pay page and does what it asks for: credits once, or notes that it failed. Safe at any time. */
    public FulfilOutcome fulfil(String session) {
        return fulfilment.fulfil(session);
    }

    /** Credits a flagged purchase for what was received, and writes a row with it; does for any other what it asks for. */
    public FulfilOutcome creditAsPaid(Purchase purchase, Row note) {
        return purchase.flag().isPresent() ? fulfilment.creditAsPaid(purchase, note) : fulfil(purchase.session());
    }

    /** What a refund of so much would take now. */
    public RefundForecast forecast(Purchase purchase, long cents) {
        return givingBack.forecast(purchase, cents);
    }

    /** Has Stripe give back what {@link Refunds#ask} has kept, once, and takes the unspent credits that go with it. */
    public GiveBackOutcome giveBack(PurchaseRefund refund) {
        return givingBack.give(refund);
    }

    // Should Stripe have made the page all the same: nobody has its address, and if it were paid, it would be credited.
    private void giveUp(Purchase purchase, String why) {
        LOG.warnf("No pay page for purchase %s: %s", purchase.id(), why);
        purchases.end(purchase.id(), Purchase.State.ABANDONED);
    }
}
