package farebox.admin;

import farebox.checkout.Disputes;
import farebox.checkout.Purchase;
import farebox.checkout.Purchases;
import farebox.checkout.Purchases.Filter;
import farebox.checkout.Refunds;
import farebox.checkout.StripeEvent;
import farebox.checkout.StripeEvents;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.wallet.Claim;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What customers set out to buy, and how far they came. */
@Path("/admin/purchases")
@RunOnVirtualThread
class PurchasePages {
    private static final int PAGE = 50;
    private static final int FAILED_MAX = 100;
    private static final int CLAIMS_MAX = 1_000;

    /** A purchase with who made it. */
    record Row(Purchase purchase, Customer customer) {}

    /** @param failedEvents events of Stripe that were given up */
    @CheckedTemplate(basePath = "admin/purchases", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(
            Page<Row> page, Chosen chosen, Optional<Customer> customer, List<Purchase.State> states, int failedEvents)
            implements TemplateInstance {}

    /** What the list is narrowed to; an empty text leaves all in. */
    record Chosen(String state, Optional<CustomerNo> customer) {
        Filter filter() {
            return new Filter(
                    customer,
                    Arrays.stream(Purchase.State.values())
                            .filter(known -> known.word().equals(state))
                            .findFirst());
        }
    }

    /** @param owed by the customer for all its refunds and disputes */
    @CheckedTemplate(basePath = "admin/purchases", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Show(
            Purchase purchase,
            Customer customer,
            List<MoneyBackRow> moneyBack,
            Usd owed,
            RefundForm refund,
            String fault)
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
    public TemplateInstance index(
            @RestQuery @DefaultValue("") String state,
            @RestQuery Optional<Long> customer,
            @RestQuery Optional<Instant> before) {
        var chosen = new Chosen(state, customer.map(no -> CustomerNo.of(no).orElseThrow(NotFoundException::new)));
        var page = Page.of(purchases.page(chosen.filter(), before, PAGE + 1), PAGE, Purchase::openedAt);
        return new Index(
                page.map(purchase -> new Row(purchase, customer(purchase))),
                chosen,
                chosen.customer().flatMap(customers::byNo),
                List.of(Purchase.State.values()),
                events.inState(StripeEvent.State.FAILED, FAILED_MAX).size());
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
        var moneyBack = moneyBack(purchase);
        var owed = moneyBack.stream()
                .flatMap(row -> row.claim().stream())
                .map(Claim::owed)
                .reduce(Usd.ZERO, Usd::plus);
        return new Show(purchase, customer(purchase), moneyBack, owed, refund, fault);
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
