package farebox.checkout;

import farebox.checkout.FulfilOutcome.Credited;
import farebox.checkout.FulfilOutcome.Ended;
import farebox.checkout.FulfilOutcome.Flagged;
import farebox.checkout.FulfilOutcome.NotOurs;
import farebox.checkout.FulfilOutcome.StripeUnavailable;
import farebox.checkout.FulfilOutcome.Unpaid;
import farebox.checkout.PayPages.Amounts;
import farebox.checkout.PayPages.FindOutcome.Found;
import farebox.checkout.PayPages.FindOutcome.NotFound;
import farebox.checkout.PayPages.FindOutcome.Unavailable;
import farebox.checkout.PayPages.PayPage;
import farebox.checkout.Purchase.State;
import farebox.deployment.Deployment;
import farebox.money.Usd;
import farebox.sql.RowStatement.Row;
import farebox.wallet.Credit;
import farebox.wallet.Credit.Paid;
import farebox.wallet.Credit.Terms;
import farebox.wallet.CreditOutcome;
import farebox.wallet.Wallets;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The one step by which a payment becomes credits, whoever asks for it and however often. */
@Singleton
class Fulfilment {
    private static final Logger LOG = Logger.getLogger(Fulfilment.class);

    private final Purchases purchases;
    private final PayPages pages;
    private final Wallets wallets;
    private final PurchaseNews news;
    private final Deployment deployment;
    private final Clock clock;

    Fulfilment(
            Purchases purchases,
            PayPages pages,
            Wallets wallets,
            PurchaseNews news,
            Deployment deployment,
            Clock clock) {
        this.purchases = purchases;
        this.pages = pages;
        this.wallets = wallets;
        this.news = news;
        this.deployment = deployment;
        this.clock = clock;
    }

    FulfilOutcome fulfil(String session) {
        var known = purchases.ofSession(session);
        var settled = known.flatMap(Fulfilment::settled);
        if (settled.isPresent()) return settled.get();
        return switch (pages.find(session)) {
            case Found(var page) ->
                known.or(() -> byReference(page))
                        .map(purchase -> fulfil(purchase, page))
                        .orElseGet(NotOurs::new);
            case NotFound() -> new NotOurs();
            case Unavailable(var why) -> new StripeUnavailable(why);
        };
    }

    /** Credits what people have looked at and found good, though its price is not what was paid. */
    FulfilOutcome creditAsPaid(Purchase purchase, Row note) {
        return switch (pages.find(purchase.session())) {
            case Found(var page)
            when isPaid(purchase, page) ->
                foreign(page)
                        .map(why -> flagged(purchase, why))
                        .orElseGet(() -> credited(purchase, page, List.of(note)));
            case Found(var unpaid) -> new NotOurs();
            case NotFound() -> new NotOurs();
            case Unavailable(var why) -> new StripeUnavailable(why);
        };
    }

    private static boolean isPaid(Purchase purchase, PayPage page) {
        return page.stage() == PayPages.Stage.PAID
                && page.amounts().total() > page.amounts().tax()
                && page.reference().equals(purchase.id().toString());
    }

    /** What no look at Stripe changes any more: all is booked, or people have to decide. */
    private static Optional<FulfilOutcome> settled(Purchase purchase) {
        if (purchase.isCredited() && purchase.fee().isPresent()) return Optional.of(new Credited(purchase));
        return purchase.flag().map(why -> new Flagged(purchase, why));
    }

    /** An event may overtake the answer to the request that opened the page: the session is not stored yet then. */
    private Optional<Purchase> byReference(PayPage page) {
        return purchases
                .find(page.reference())
                .filter(purchase -> purchase.session().isEmpty());
    }

    private FulfilOutcome fulfil(Purchase purchase, PayPage page) {
        if (!page.reference().equals(purchase.id().toString())) return new NotOurs();
        purchases.noted(purchase.id(), page);
        return switch (page.stage()) {
            case OPEN, PROCESSING -> unpaid(purchase, page);
            case EXPIRED -> ended(purchase, State.ABANDONED);
            case FAILED -> ended(purchase, State.FAILED);
            case PAID ->
                objection(purchase, page)
                        .map(why -> flagged(purchase, why))
                        .orElseGet(() -> credited(purchase, page, List.of()));
        };
    }

    /** To what is credited, as paid perhaps, nobody objects any more: only its fee may be missing. */
    private Optional<String> objection(Purchase purchase, PayPage page) {
        return purchase.isCredited() ? Optional.empty() : foreign(page).or(() -> difference(purchase, page.amounts()));
    }

    private FulfilOutcome unpaid(Purchase purchase, PayPage page) {
        if (page.stage() == PayPages.Stage.PROCESSING) purchases.pending(purchase.id());
        return new Unpaid(purchases.get(purchase.id()));
    }

    private FulfilOutcome ended(Purchase purchase, State state) {
        purchases.end(purchase.id(), state);
        return new Ended(purchases.get(purchase.id()));
    }

    /** What nobody can credit as so many dollars. */
    private Optional<String> foreign(PayPage page) {
        var currency = page.amounts().currency();
        if (page.livemode() != deployment.stripe().livemode()) return Optional.of("It was paid in the other mode.");
        return currency.equals("usd") ? Optional.empty() : Optional.of("It was paid in " + currency + ".");
    }

    /** What was paid is compared with what we stored, never with what Stripe was told to carry for us. */
    private static Optional<String> difference(Purchase purchase, Amounts amounts) {
        if (amounts.subtotal() != purchase.priceCents() || amounts.total() != amounts.subtotal() + amounts.tax())
            return Optional.of("The price was %d cents, but the pay page asked for %d, and %d in all."
                    .formatted(purchase.priceCents(), amounts.subtotal(), amounts.total()));
        return Optional.empty();
    }

    private FulfilOutcome flagged(Purchase purchase, String why) {
        LOG.errorf("Purchase %s is flagged and not credited: %s", purchase.id(), why);
        purchases.flag(purchase.id(), why);
        return new Flagged(purchases.get(purchase.id()), why);
    }

    private FulfilOutcome credited(Purchase purchase, PayPage page, List<Row> notes) {
        switch (wallets.credit(credit(purchase, page, notes))) {
            case CreditOutcome.Credited first -> page.fee().ifPresent(fee -> purchases.feeBooked(purchase.id(), fee));
            case CreditOutcome.AlreadyCredited earlier -> page.fee().ifPresent(fee -> bookFee(purchase, fee));
        }
        return new Credited(purchases.get(purchase.id()));
    }

    private Credit credit(Purchase purchase, PayPage page, List<Row> notes) {
        var amounts = page.amounts();
        return new Credit(
                purchase.customer(),
                purchase.source(),
                purchase.credits(),
                new Paid(Usd.ofCents(amounts.total() - amounts.tax()), Usd.ofCents(amounts.tax()), page.fee()),
                terms(purchase),
                (outcome, at) -> {
                    var rows = new ArrayList<>(List.of(Purchases.credited(purchase.id(), at, amounts)));
                    if (outcome instanceof CreditOutcome.Credited) {
                        rows.addAll(notes);
                        rows.add(news.credited(purchase, amounts, at));
                    }
                    return rows;
                });
    }

    /** For a fee that was not known yet when the purchase was credited; the wallet books it once. */
    private void bookFee(Purchase purchase, Usd fee) {
        wallets.bookFee(purchase.customer(), purchase.source(), fee);
        purchases.feeBooked(purchase.id(), fee);
    }

    private Terms terms(Purchase purchase) {
        var expiresAt = purchase.expiresAfterDays().map(days -> clock.instant().plus(Duration.ofDays(days)));
        return new Terms(purchase.packName(), 0, expiresAt);
    }
}
