package farebox.admin;

import farebox.checkout.Purchase;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.wallet.Claim;
import farebox.wallet.Lot;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a refund would take if it were made now.
 *
 * @param unspent credits that would go
 * @param gone credits that the money would cover too, had they not been spent, lapsed or taken back already
 * @param rest what the money is more than the unspent credits are worth
 */
record RefundForecast(Credits unspent, Credits gone, Usd rest) {
    private static final Set<Claim.State> ENDED = EnumSet.of(Claim.State.FAILED, Claim.State.WON);

    static RefundForecast of(Purchase purchase, long cents, Lot lot, List<Claim> claims) {
        var standing = claims.stream()
                .filter(claim -> claim.lot() == lot.lot() && !ENDED.contains(claim.state()))
                .toList();
        var before = standing.stream().map(Claim::net).reduce(Usd.ZERO, Usd::plus);
        var waiting = standing.stream().map(Claim::waiting).reduce(Credits.NONE, Credits::plus);
        var net = lot.paid().portion(cents, purchase.payment().orElseThrow().paidCents());
        var wanted = covered(lot, before.plus(net)).minus(covered(lot, before));
        var left = lot.remaining().minus(waiting);
        var unspent = wanted.covers(left) ? left : wanted;
        return new RefundForecast(
                unspent,
                wanted.minus(unspent),
                net.minus(lot.paid().portion(unspent.amount(), lot.credits().amount())));
    }

    private static Credits covered(Lot lot, Usd net) {
        return lot.credits().portion(Usd.least(net, lot.paid()), lot.paid());
    }
}
