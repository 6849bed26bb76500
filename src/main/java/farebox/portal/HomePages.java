package farebox.portal;

import farebox.checkout.PurchaseDispute;
import farebox.customer.Customer;
import farebox.deployment.Deployment;
import farebox.pack.Packs;
import farebox.rate.RateCards;
import farebox.wallet.Lot;
import farebox.wallet.Wallet;
import farebox.wallet.Wallets;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;

/** The first page: what the customer has, and what can be bought. */
@Path("/portal")
@RunOnVirtualThread
class HomePages {
    private static final int LOTS_MAX = 100;

    /** @param frozen why nothing can be spent, in words for the customer */
    @CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Home(
            Customer customer,
            Wallet wallet,
            Optional<String> frozen,
            List<Lot> lapsing,
            List<Offer> offers,
            boolean taxed)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Outside() implements TemplateInstance {}

    private final Visitor visitor;
    private final Wallets wallets;
    private final Packs packs;
    private final RateCards rates;
    private final Deployment deployment;

    HomePages(Visitor visitor, Wallets wallets, Packs packs, RateCards rates, Deployment deployment) {
        this.visitor = visitor;
        this.wallets = wallets;
        this.packs = packs;
        this.rates = rates;
        this.deployment = deployment;
    }

    @GET
    public TemplateInstance home() {
        if (!visitor.isKnown()) return new Outside();
        var customer = visitor.customer();
        var card = rates.current();
        var offers = packs.onSale().stream().map(pack -> new Offer(pack, card)).toList();
        var wallet = wallets.of(customer.no());
        var frozen = wallet.frozenReason().map(PurchaseDispute::toldToCustomer);
        return new Home(customer, wallet, frozen, lapsing(customer), offers, deployment.automaticTax());
    }

    private List<Lot> lapsing(Customer customer) {
        return wallets.lots(customer.no(), LOTS_MAX).stream()
                .filter(lot -> lot.expiresAt().isPresent() && !lot.remaining().isNone())
                .toList();
    }
}
