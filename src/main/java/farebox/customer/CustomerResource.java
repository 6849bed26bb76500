package farebox.customer;

import static farebox.web.Input.required;
import static farebox.web.Input.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import farebox.wallet.HoldId;
import farebox.wallet.StatementLine;
import farebox.wallet.Wallet;
import farebox.wallet.Wallets;
import farebox.web.Input;
import farebox.web.Page;
import farebox.web.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Customers as apps see them: who they are, what they have, and where it went. */
@Path("/v1/customers")
@RunOnVirtualThread
class CustomerResource {
    private static final int NAME_LENGTH_MAX = 100;
    private static final int EMAIL_LENGTH_MAX = 254;

    private final Callers callers;
    private final CalledCustomers called;
    private final Customers customers;
    private final Wallets wallets;
    private final Clock clock;

    CustomerResource(Callers callers, CalledCustomers called, Customers customers, Wallets wallets, Clock clock) {
        this.callers = callers;
        this.called = called;
        this.customers = customers;
        this.wallets = wallets;
        this.clock = clock;
    }

    /** All customers of the calling app, newest first. */
    @GET
    public Page<CustomerView> all(@RestQuery String cursor, @RestQuery String limit) {
        var rows = Page.limit(limit);
        var before = Page.after(cursor, CustomerResource::number).orElse(Long.MAX_VALUE);
        var found = customers.ofApp(callers.current().app(), before, rows + 1);
        return Page.of(found, rows, customer -> customer.no().value()).map(this::view);
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public CustomerView put(@RestPath String id, Profile profile) {
        var app = callers.current().app();
        required("body", profile);
        return view(customers.put(
                app,
                CalledCustomers.id(id),
                text("name", profile.name, NAME_LENGTH_MAX),
                email(profile.email),
                Input.metadata(profile.metadata),
                Optional.ofNullable(profile.plan).map(CustomerResource::plan)));
    }

    private static String plan(String plan) {
        Input.check(
                Customer.isPlanOrNone(plan),
                "plan",
                "A plan is called by 1 to 40 small letters, digits and hyphens, or \"\".");
        return plan;
    }

    @GET
    @Path("{id}")
    public CustomerView get(@RestPath String id) {
        return view(called.known(id));
    }

    /** What the customer has; with {@code as_of}, what there was at that moment of the past. */
    @GET
    @Path("{id}/balance")
    public Balance balance(@RestPath String id, @RestQuery("as_of") String asOf) {
        var customer = called.known(id);
        var livemode = callers.current().livemode();
        return past(asOf)
                .map(moment -> Balance.of(customer.id(), past(customer, moment), Optional.of(moment), livemode))
                .orElseGet(() -> Balance.of(customer.id(), wallets.of(customer.no()), Optional.empty(), livemode));
    }

    /** What happened, newest first; with {@code as_of}, what had happened by that moment. */
    @GET
    @Path("{id}/statement")
    public Page<Line> statement(
            @RestPath String id, @RestQuery String cursor, @RestQuery String limit, @RestQuery("as_of") String asOf) {
        var customer = called.known(id);
        var rows = Page.limit(limit);
        var end = past(asOf).map(moment -> past(customer, moment).seq() + 1).orElse(Long.MAX_VALUE);
        var before = Math.min(end, Page.after(cursor, CustomerResource::number).orElse(Long.MAX_VALUE));
        return Page.of(wallets.statement(customer.no(), before, rows + 1), rows, StatementLine::seq)
                .map(Line::of);
    }

    private static Optional<Long> number(String cursor) {
        return Optional.of(cursor).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    }

    /** A moment that has passed, if one is asked for. */
    private Optional<Instant> past(String asOf) {
        return Input.time("as_of", asOf).map(moment -> {
            Input.check(!moment.isAfter(clock.instant()), "as_of", "as_of lies in the future.");
            return moment;
        });
    }

    private Wallet past(Customer customer, Instant moment) {
        return wallets.of(customer.no(), moment)
                .orElseThrow(() -> Problem.invalid(
                                "as_of", "The postings of that time are sealed, and no longer in the journal.")
                        .exception());
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
                customer.plan(),
                customer.createdAt(),
                callers.current().livemode());
    }

    /** @param plan absent to leave it as it is */
    record Profile(String name, String email, Map<String, String> metadata, String plan) {}

    record CustomerView(
            String id,
            String name,
            String email,
            Map<String, String> metadata,
            String plan,
            Instant createdAt,
            boolean livemode) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Balance(
            String customer,
            long available,
            long held,
            long spent,
            long expired,
            long revoked,
            long disputed,
            Boolean frozen,
            Instant asOf,
            boolean livemode) {
        /** The journal does not say whether a wallet was frozen. */
        static Balance of(String customer, Wallet wallet, Optional<Instant> asOf, boolean livemode) {
            var totals = wallet.totals();
            return new Balance(
                    customer,
                    totals.available().amount(),
                    totals.held().amount(),
                    totals.spent().amount(),
                    totals.expired().amount(),
                    totals.revoked().amount(),
                    totals.disputed().amount(),
                    asOf.isPresent() ? null : wallet.frozenReason().isPresent(),
                    asOf.orElse(null),
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
