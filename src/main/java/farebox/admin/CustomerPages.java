package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.checkout.Purchases;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.gateway.Invocation;
import farebox.gateway.Invocations;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.wallet.Cap;
import farebox.wallet.CapUse;
import farebox.wallet.Claim;
import farebox.wallet.Lot;
import farebox.wallet.StatementLine;
import farebox.wallet.Wallet;
import farebox.wallet.Wallets;
import farebox.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Who buys and spends. */
@Path("/admin/customers")
@RunOnVirtualThread
class CustomerPages {
    private static final int PAGE = 50;
    private static final int LOTS = 50;
    private static final int LATEST = 10;

    /** A customer of the list with the wallet. */
    record Row(Customer customer, Wallet wallet) {}

    @CheckedTemplate(basePath = "admin/customers", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(Page<Row> page, String q) implements TemplateInstance {}

    /** What is typed into the forms of a customer's page, and what is wrong with it. */
    record Forms(GrantForm grant, String freezeReason, String dailyCap, String plan, String fault) {
        /** Made with the form on what is owed, so that sending it twice books it once. */
        public String owed() {
            return UUID.randomUUID().toString();
        }

        static Forms blank(Customer customer) {
            return blank(customer, null);
        }

        /** The same, and what was wrong with a form that is not shown again. */
        static Forms blank(Customer customer, String fault) {
            var cap = customer.dailyCap().map(Object::toString).orElse("");
            return new Forms(GrantForm.blank(), "", cap, customer.plan(), fault);
        }

        Forms granting(GrantForm typed) {
            return new Forms(typed, freezeReason, dailyCap, plan, fault);
        }

        Forms freezing(String typed) {
            return new Forms(grant, typed, dailyCap, plan, fault);
        }

        Forms capping(String typed) {
            return new Forms(grant, freezeReason, typed, plan, fault);
        }

        Forms planning(String typed) {
            return new Forms(grant, freezeReason, dailyCap, typed, fault);
        }
    }

    /**
     * The wallet as it was when a day had ended, where one is asked for.
     *
     * @param day as it was typed
     * @param fault why there is no such wallet to show, or null
     */
    record Past(String day, Optional<Wallet> wallet, String fault) {
        static final Past NOT_ASKED = new Past("", Optional.empty(), null);
    }

    @CheckedTemplate(basePath = "admin/customers", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Show(
            Customer customer,
            Wallet wallet,
            Credits usedToday,
            List<Lot> lots,
            List<Claim> claims,
            Page<StatementLine> statement,
            List<PurchasePages.Row> purchases,
            List<Invocation> invocations,
            Past past,
            Forms forms)
            implements TemplateInstance {}

    private final Customers customers;
    private final Wallets wallets;
    private final CapUse use;
    private final Purchases purchases;
    private final Invocations invocations;
    private final Clock clock;

    CustomerPages(
            Customers customers,
            Wallets wallets,
            CapUse use,
            Purchases purchases,
            Invocations invocations,
            Clock clock) {
        this.customers = customers;
        this.wallets = wallets;
        this.use = use;
        this.purchases = purchases;
        this.invocations = invocations;
        this.clock = clock;
    }

    @GET
    public TemplateInstance index(@RestQuery @DefaultValue("") String q, @RestQuery @DefaultValue("0") long after) {
        var found = customers.page(q.strip(), after, PAGE + 1);
        var page = Page.of(found, PAGE, customer -> customer.no());
        return new Index(page.map(customer -> new Row(customer, wallets.of(customer.no()))), q.strip());
    }

    @GET
    @Path("{no}")
    public TemplateInstance show(
            @RestPath long no, @RestQuery Optional<Long> before, @RestQuery("as_of") @DefaultValue("") String day) {
        var customer = customer(no);
        return page(customer, before.orElse(Long.MAX_VALUE), past(customer.no(), day), Forms.blank(customer));
    }

    private Past past(CustomerNo customer, String day) {
        if (day.isBlank()) return Past.NOT_ASKED;
        try {
            var end = Typed.endOf("The day", day);
            if (end.isAfter(clock.instant())) return new Past(day, Optional.empty(), "That day has not ended yet.");
            var wallet = wallets.of(customer, end.minus(1, ChronoUnit.MICROS));
            return new Past(day, wallet, wallet.isPresent() ? null : "The postings of that day are sealed.");
        } catch (Mistyped malformed) {
            return new Past(day, Optional.empty(), malformed.getMessage());
        }
    }

    Customer customer(long no) {
        return CustomerNo.of(no).flatMap(customers::byNo).orElseThrow(NotFoundException::new);
    }

    Show page(Customer customer, Forms forms) {
        return page(customer, Long.MAX_VALUE, Past.NOT_ASKED, forms);
    }

    private Show page(Customer customer, long before, Past past, Forms forms) {
        var no = customer.no();
        var end = past.wallet().map(wallet -> wallet.seq() + 1).orElse(Long.MAX_VALUE);
        var lines = wallets.statement(no, Math.min(before, end), PAGE + 1);
        var statement = Page.of(lines, PAGE, StatementLine::seq);
        return new Show(
                customer,
                wallets.of(no),
                use.of(Cap.Scope.CUSTOMER_DAILY, no.value()),
                wallets.lots(no, LOTS),
                wallets.claims(no, LOTS),
                statement,
                purchases.page(Purchases.Filter.of(no), Optional.empty(), LATEST).stream()
                        .map(purchase -> new PurchasePages.Row(purchase, customer))
                        .toList(),
                invocations.page(Invocations.Filter.of(no), Optional.empty(), LATEST),
                past,
                forms);
    }
}
