package farebox.portal;

import farebox.customer.Apps;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.customer.PortalLinks;
import farebox.money.Credits;
import farebox.wallet.Attachment;
import farebox.wallet.Credit;
import farebox.wallet.HoldOrder;
import farebox.wallet.OperationKey;
import farebox.wallet.Wallets;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The customers of these tests. */
@Singleton
class Guests {
    private final Apps apps;
    private final Customers customers;
    private final PortalLinks links;
    private final Wallets wallets;
    private final Clock clock;

    Guests(Apps apps, Customers customers, PortalLinks links, Wallets wallets, Clock clock) {
        this.apps = apps;
        this.customers = customers;
        this.links = links;
        this.wallets = wallets;
        this.clock = clock;
    }

    /** Somebody new, without credits. */
    Customer ada() {
        return customers.put(apps.ensure("portal test").no(), "ada-" + UUID.randomUUID(), "Ada Lovelace", "");
    }

    /** A link for somebody new. */
    URI link() {
        return link(ada());
    }

    URI link(Customer customer) {
        return links.link(customer.no());
    }

    /** Gives credits that last a month. */
    void give(Customer customer, long credits) {
        var source =
                new Credit.Source(Credit.Source.Kind.GRANT, UUID.randomUUID().toString());
        var terms = new Credit.Terms("a gift", 0, Optional.of(clock.instant().plus(Duration.ofDays(30))));
        wallets.credit(
                new Credit(customer.no(), source, Credits.of(credits), Credit.Paid.NOTHING, terms, Attachment.none()));
    }

    /** Sets credits aside, as a call under way does. */
    void hold(Customer customer, long credits) {
        var purpose = new HoldOrder.Purpose(customer.app(), 1, 1);
        wallets.hold(
                new HoldOrder(customer.no(), OperationKey.random(), Credits.of(credits), purpose, Attachment.none()));
    }
}
