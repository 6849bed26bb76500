package farebox.customer;

import static farebox.web.Input.required;
import static farebox.web.Input.text;

import farebox.wallet.HoldId;
import farebox.wallet.StatementLine;
import farebox.wallet.Wallet;
import farebox.wallet.Wallets;
import farebox.web.Input;
import farebox.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Customers as apps see them: who they are, what they have, and where it went. */
@Path("/v1/customers/{id}")
@RunOnVirtualThread
class CustomerResource {
    private static final int NAME_LENGTH_MAX = 100;
    private static final int EMAIL_LENGTH_MAX = 254;

    private final Callers callers;
    private final CalledCustomers called;
    private final Customers customers;
    private final Wallets wallets;

    CustomerResource(Callers callers, CalledCustomers called, Customers customers, Wallets wallets) {
        this.callers = callers;
        this.called = called;
        this.customers = customers;
        this.wallets = wallets;
    }

    @PUT
    public CustomerView put(@RestPath String id, Profile profile) {
        var app = callers.current().app();
        required("body", profile);
        return view(customers.put(
                app,
                CalledCustomers.id(id),
                text("name", profile.name, NAME_LENGTH_MAX),
                email(profile.email),
                Input.metadata(profile.metadata)));
    }

    @GET
    public CustomerView get(@RestPath String id) {
        return view(called.known(id));
    }

    @GET
    @Path("balance")
    public Balance balance(@RestPath String id) {
        var customer = called.known(id);
        return Balance.of(
                customer.id(), wallets.of(customer.no()), callers.current().livemode());
    }

    @GET
    @Path("statement")
    public Page<Line> statement(@RestPath String id, @RestQuery Long cursor, @RestQuery Integer limit) {
        var customer = called.known(id).no();
        var rows = Page.limit(limit);
        var before = cursor == null ? Long.MAX_VALUE : cursor;
        return Page.of(wallets.statement(customer, before, rows + 1), rows, StatementLine::seq)
                .map(Line::of);
    }

    private static String email(String email) {
        var address = text("email", email, EMAIL_LENGTH_MAX);
        Input.check(
                address.isEmpty() || address.matches("[^@\\s]+@[^@\\s]+"), "email", "email is not an e-mail address.");
        return address;
    }

    private CustomerView view(Customer customer) {
        return new CustomerView(
                customer.id(),
                customer.name(),
                customer.email(),
                customer.metadata(),
                customer.createdAt(),
                callers.current().livemode());
    }

    record Profile(String name, String email, Map<String, String> metadata) {}

    record CustomerView(
            String id, String name, String email, Map<String, String> metadata, Instant createdAt, boolean livemode) {}

    record Balance(
            String customer,
            long available,
            long held,
            long spent,
            long expired,
            long revoked,
            long disputed,
            boolean frozen,
            boolean livemode) {
        static Balance of(String customer, Wallet wallet, boolean livemode) {
            var totals = wallet.totals();
            return new Balance(
                    customer,
                    totals.available().amount(),
                    totals.held().amount(),
                    totals.spent().amount(),
                    totals.expired().amount(),
                    totals.revoked().amount(),
                    totals.disputed().amount(),
                    wallet.frozenReason().isPresent(),
                    livemode);
        }
    }

    /** A posting; {@code invocation} or {@code hold} names what it was for, where it was for one. */
    record Line(
            long seq,
            Instant at,
            String kind,
            long change,
            long available,
            long held,
            String invocation,
            String hold,
            String note) {
        static Line of(StatementLine line) {
            return new Line(
                    line.seq(),
                    line.at(),
                    line.kind().name().toLowerCase(Locale.ROOT),
                    line.change(),
                    line.available().amount(),
                    line.held().amount(),
                    line.hold()
                            .filter(hold -> !line.ofApp())
                            .map(HoldId::text)
                            .map("inv_"::concat)
                            .orElse(null),
                    line.hold()
                            .filter(hold -> line.ofApp())
                            .map(HoldId::text)
                            .map("hold_"::concat)
                            .orElse(null),
                    line.note());
        }
    }
}
