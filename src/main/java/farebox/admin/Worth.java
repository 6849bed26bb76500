package farebox.admin;

import farebox.money.Credits;
import farebox.money.Usd;
import farebox.pack.Pack;
import io.quarkus.qute.TemplateExtension;
import java.math.BigInteger;
import java.util.Collection;

/** What credits are worth at the price of a pack, rounded down to the nano-dollar. */
@TemplateExtension
final class Worth {
    private Worth() {}

    static Usd perCredit(Pack pack) {
        return of(pack, Credits.of(1));
    }

    static Usd of(Pack pack, Credits credits) {
        return share(Usd.ofCents(pack.priceCents()), credits, pack.credits());
    }

    static Usd times(Usd perCredit, Credits credits) {
        return Usd.ofNanos(Math.multiplyExact(perCredit.nanos(), credits.amount()));
    }

    /** At the average of the packs, as if one of each were sold. */
    static Usd average(Collection<Pack> packs, Credits credits) {
        var price = packs.stream().map(pack -> Usd.ofCents(pack.priceCents())).reduce(Usd.ZERO, Usd::plus);
        return share(price, credits, packs.stream().map(Pack::credits).reduce(Credits.NONE, Credits::plus));
    }

    private static Usd share(Usd price, Credits part, Credits whole) {
        var product = BigInteger.valueOf(price.nanos()).multiply(BigInteger.valueOf(part.amount()));
        return Usd.ofNanos(product.divide(BigInteger.valueOf(whole.amount())).longValueExact());
    }
}
