package farebox.wallet;

import farebox.money.Credits;
import farebox.money.Usd;

/**
 * What a refund would take if it were made now.
 *
 * @param unspent credits that would go, those that holds need once they are free
 * @param gone credits that the money would cover too, had they not been spent, lapsed or taken back already
 * @param rest what the money is more than the unspent credits are worth
 */
public record RefundForecast(Credits unspent, Credits gone, Usd rest) {
    /** Of a lot that nobody else looks at: it is changed as if it were done. */
    static RefundForecast of(OpenLot lot, Usd net) {
        var going = lot.reclaim(net);
        return new RefundForecast(
                Credits.of(going.unspent()),
                Credits.of(going.wanted() - going.unspent()),
                net.minus(lot.revoke(going.unspent())));
    }
}
