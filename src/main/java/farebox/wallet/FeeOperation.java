package farebox.wallet;

import static farebox.ledger.Account.FEES;
import static farebox.ledger.Account.STRIPE_BALANCE;

import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Books what Stripe kept of a credited purchase, once. The outcome is the lot, or empty when nothing was to be done. */
record FeeOperation(CustomerNo customer, Credit.Source source, Usd fee) implements Operation<Optional<Long>> {
    @Override
    public List<String> postingKeys() {
        return List.of(source.text(), key(source.text()));
    }

    private static String key(String source) {
        return "fee:" + source;
    }

    @Override
    public Optional<Long> decide(OpenWallet wallet, Moment moment) {
        var lot = wallet.posted(source.text());
        if (lot == null || wallet.posted(key(source.text())) != null) return Optional.empty();
        post(wallet, source.text(), lot, fee, moment.at());
        return Optional.of(lot);
    }

    static void post(OpenWallet wallet, String source, long lot, Usd fee, Instant now) {
        var seq = fee.isZero()
                ? lot
                : wallet.post(
                        Event.of(PostingKind.FEE, List.of(Move.ofLot(FEES, STRIPE_BALANCE, fee, lot)))
                                .from(source),
                        now);
        wallet.remember(key(source), seq);
        wallet.rows.add(WalletSql.fee(wallet.customer, lot, fee));
    }
}
