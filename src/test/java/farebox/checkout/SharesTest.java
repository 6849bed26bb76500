package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.checkout.Shares.Share;
import farebox.money.Usd;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class SharesTest {
    @Property
    void the_parts_of_a_payment_are_its_price_and_its_tax(
            @ForAll @LongRange(min = 1, max = 99_999_999) long netCents,
            @ForAll @LongRange(max = 9_999_999) long taxCents,
            @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 1, max = 5_000_000) Long> parts) {
        var paid = new Share(Usd.ofCents(netCents), Usd.ofCents(taxCents));
        var gone = new Share(Usd.ZERO, Usd.ZERO);
        var left = netCents + taxCents;
        for (var part : parts) {
            var cents = Math.min(part, left);
            if (cents == 0) break;
            gone = plus(gone, next(paid, gone, cents));
            left -= cents;
        }
        if (left > 0) gone = plus(gone, next(paid, gone, left));
        assertEquals(paid, gone);
    }

    private static Share next(Share paid, Share gone, long cents) {
        var share = Shares.next(paid, gone, Usd.ofCents(cents));
        assertEquals(Usd.ofCents(cents), share.net().plus(share.tax()));
        assertTrue(!share.net().isNegative() && !share.tax().isNegative());
        return share;
    }

    private static Share plus(Share one, Share other) {
        return new Share(one.net().plus(other.net()), one.tax().plus(other.tax()));
    }
}
