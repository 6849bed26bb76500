package farebox.admin;

import farebox.admin.CustomerPages.Forms;
import farebox.admin.Typed.Mistyped;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.gateway.Invocations;
import farebox.wallet.Credit;
import farebox.wallet.Credit.Paid;
import farebox.wallet.Credit.Source;
import farebox.wallet.CreditOutcome.AlreadyCredited;
import farebox.wallet.CreditOutcome.Credited;
import farebox.wallet.Wallets;
import farebox.web.Flash;
import farebox.web.Formats;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** What an operator may do to a customer's wallet. The wallet's lane writes the audit line with the change. */
@Path("/admin/customers/{no}")
@RunOnVirtualThread
class CustomerChanges {
    private final CustomerPages pages;
    private final Customers customers;
    private final Wallets wallets;
    private final Invocations invocations;
    private final Audit audit;
    private final Flash flash;
    private final Clock clock;

    CustomerChanges(
            CustomerPages pages,
            Customers customers,
            Wallets wallets,
            Invocations invocations,
            Audit audit,
            Flash flash,
            Clock clock) {
        this.pages = pages;
        this.customers = customers;
        this.wallets = wallets;
        this.invocations = invocations;
        this.audit = audit;
        this.flash = flash;
        this.clock = clock;
    }

    @POST
    @Path("grants")
    public Response grant(@RestPath long no, @BeanParam GrantForm form) {
        var customer = pages.customer(no);
        try {
            var given = Formats.grouped(form.given()) + " credits";
            return switch (wallets.credit(credit(customer, form, given))) {
                case Credited credited -> flash.done(page(no), given + " were granted to " + customer.title() + ".");
                case AlreadyCredited already -> flash.done(page(no), "They had been granted already.");
            };
        } catch (Mistyped wrong) {
            return again(customer, Forms.blank(customer, wrong.getMessage()).granting(form));
        }
    }

    @POST
    @Path("freeze")
    public Response freeze(@RestPath long no, @RestForm String reason) {
        var customer = pages.customer(no);
        try {
            var why = Typed.reason(reason);
            var line = audit.row("wallet frozen", customer.title(), why);
            wallets.freeze(customer.no(), why, (before, at) -> List.of(line));
            return flash.done(page(no), customer.title() + " is frozen: nothing more can be spent.");
        } catch (Mistyped wrong) {
            return again(customer, Forms.blank(customer, wrong.getMessage()).freezing(reason));
        }
    }

    @POST
    @Path("unfreeze")
    public Response unfreeze(@RestPath long no) {
        var customer = pages.customer(no);
        var line = audit.row("wallet unfrozen", customer.title(), "");
        wallets.unfreeze(customer.no(), (before, at) -> List.of(line));
        return flash.done(page(no), customer.title() + " may spend again.");
    }

    @POST
    @Path("grants/{grant}/correction")
    public Response correct(@RestPath long no, @RestPath UUID grant) {
        var customer = pages.customer(no);
        var line = audit.row("grant taken back", customer.title(), grant.toString());
        var taken = wallets.correctGrant(customer.no(), grant.toString(), (credits, at) -> List.of(line));
        return taken.isNone()
                ? flash.refused(page(no), "Nothing of that grant is free to be taken back.")
                : flash.done(page(no), Formats.grouped(taken) + " credits were taken back.");
    }

    @POST
    @Path("owed")
    public Response owed(@RestPath long no, @BeanParam OwedForm form) {
        var customer = pages.customer(no);
        try {
            var line = audit.row("owed money " + form.end(), customer.title(), form.amount() + " of " + form.claim());
            var end = form.endOf(customer.no(), line);
            return switch (wallets.endOwing(end)) {
                case BOOKED -> flash.done(page(no), "$" + end.dollars() + " is booked as " + form.end() + ".");
                case ALREADY_BOOKED -> flash.done(page(no), "That was booked before; it stays booked once.");
                case NOT_OWED -> flash.refused(page(no), "So much is not owed for that claim: nothing was booked.");
            };
        } catch (Mistyped wrong) {
            return again(customer, Forms.blank(customer, wrong.getMessage()));
        }
    }

    @POST
    @Path("cap")
    @Transactional
    public Response cap(@RestPath long no, @RestForm String dailyCap) {
        var customer = pages.customer(no);
        try {
            var cap = BrakesForm.cap("The daily cap", dailyCap);
            var words = cap.map(credits -> Formats.grouped(credits) + " credits a day")
                    .orElse("no cap");
            customers.capDaily(customer.no(), cap);
            audit.note("customer capped", customer.title(), words);
            return flash.done(page(no), "From the next call on: " + words + ".");
        } catch (Mistyped wrong) {
            return again(customer, Forms.blank(customer, wrong.getMessage()).capping(dailyCap));
        }
    }

    @POST
    @Path("plan")
    @Transactional
    public Response plan(@RestPath long no, @RestForm String plan) {
        var customer = pages.customer(no);
        var word = Typed.optional(plan).orElse("");
        if (!Customer.isPlanOrNone(word))
            return again(
                    customer,
                    Forms.blank(customer, "A plan is called by 1 to 40 small letters, digits and hyphens.")
                            .planning(plan));
        customers.plan(customer.no(), word);
        var words = word.isEmpty() ? "no plan" : "plan " + word;
        audit.note("customer's plan changed", customer.title(), words);
        return flash.done(page(no), "From the next call on: " + words + ".");
    }

    @POST
    @Path("forgotten-answers")
    @Transactional
    public Response forget(@RestPath long no) {
        var customer = pages.customer(no);
        var gone = invocations.forget(customer.no());
        audit.note("answers deleted", customer.title(), gone + " stored answers");
        return flash.done(page(no), Formats.grouped(gone) + " stored answers are deleted. Their receipts stay.");
    }

    private Credit credit(Customer customer, GrantForm form, String given) {
        var terms = form.terms(clock);
        var line = audit.row("credits granted", customer.title(), given + ": " + terms.note());
        return new Credit(
                customer.no(),
                new Source(Source.Kind.GRANT, form.source().toString()),
                form.given(),
                Paid.NOTHING,
                terms,
                (outcome, at) -> outcome instanceof Credited ? List.of(line) : List.of());
    }

    private static String page(long no) {
        return "/admin/customers/" + no;
    }

    private Response again(Customer customer, Forms forms) {
        return Typed.again(pages.page(customer, forms));
    }
}
