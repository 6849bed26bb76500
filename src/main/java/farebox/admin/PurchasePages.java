package farebox.admin;

import farebox.checkout.Disputes;
import farebox.checkout.Purchase;
import farebox.checkout.Purchases;
import farebox.checkout.Refunds;
import farebox.checkout.StripeEvent;
import farebox.checkout.StripeEvents;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.wallet.Wallets;
import farebox.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What customers set out to buy, and how far they came. */
@Path("/admin/purchases")
@RunOnVirtualThread
class PurchasePages {
    private static final int PAGE = 50;
    private static final String NEWEST = "9999-12-31T00:00:00Z";
    private static final int FAILED_MAX = 100;
    private static final int CLAIMS_MAX = 1_000;

    /** A purchase with who made it. */
    record Row(Purchase purchase, Customer customer) {}

    /** @param failedEvents events of Stripe that were given up */
    @CheckedTemplate(basePath = "admin/purchases", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(Page<Row> page, int failedEvents) implements TemplateInstance {}

    @CheckedTemplate(basePath = "admin/purchases", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Show(Purchase purchase, Customer customer, List<MoneyBackRow> moneyBack, RefundForm refund, String fault)
            implements TemplateInstance {}

    private final Purchases purchases;
    private final Customers customers;
    private final StripeEvents events;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Wallets wallets;

    PurchasePages(
            Purchases purchases,
            Customers customers,
            StripeEvents events,
            Refunds refunds,
            Disputes disputes,
            Wallets wallets) {
        this.purchases = purchases;
        this.customers = customers;
        this.events = events;
        this.refunds = refunds;
        this.disputes = disputes;
        this.wallets = wallets;
    }

    @GET
    public TemplateInstance index(@RestQuery @DefaultValue(NEWEST) Instant before) {
        var page = Page.of(purchases.page(before, PAGE + 1), PAGE, Purchase::openedAt);
        var failed = events.inState(StripeEvent.State.FAILED, FAILED_MAX).size();
        return new Index(page.map(purchase -> new Row(purchase, customer(purchase))), failed);
    }

    @GET
    @Path("{id}")
    public TemplateInstance show(@RestPath UUID id) {
        var purchase = purchase(id);
        return page(purchase, RefundForm.of(purchase), null);
    }

    Purchase purchase(UUID id) {
        return purchases.find(id).orElseThrow(NotFoundException::new);
    }

    Show page(Purchase purchase, RefundForm refund, String fault) {
        return new Show(purchase, customer(purchase), moneyBack(purchase), refund, fault);
    }

    private List<MoneyBackRow> moneyBack(Purchase purchase) {
        var claims = wallets.claims(purchase.customer(), CLAIMS_MAX);
        var refunded = refunds.of(purchase.id()).stream().map(refund -> MoneyBackRow.of(refund, claims));
        var disputed = disputes.of(purchase.id()).stream().map(dispute -> MoneyBackRow.of(dispute, claims));
        return Stream.concat(refunded, disputed)
                .sorted(Comparator.comparing(MoneyBackRow::at))
                .toList();
    }

    private Customer customer(Purchase purchase) {
        return customers.byNo(purchase.customer()).orElseThrow();
    }
}
