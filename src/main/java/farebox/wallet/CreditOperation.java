package farebox.wallet;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.DEFERRED;
import static farebox.ledger.Account.ISSUED;
import static farebox.ledger.Account.STRIPE_BALANCE;
import static farebox.ledger.Account.TAX_PAYABLE;

import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Brings credits in as one new lot, once per source. */
record CreditOperation(Credit credit) implements Operation<CreditOutcome> {
    @Override
    public CustomerNo customer() {
        return credit.customer();
    }

    @Override
    public List<String> postingKeys() {
        return List.of(source());
    }

    private String source() {
        return credit.source().text();
    }

    @Override
    public CreditOutcome decide(OpenWallet wallet, Moment moment) {
        var earlier = wallet.posted(source());
        if (earlier != null) return new CreditOutcome.AlreadyCredited(earlier);
        wallet.lapse(moment.at());
        var lot = wallet.seq() + 1;
        wallet.post(Event.of(kind(), moves(lot)).from(source()), moment.at());
        wallet.remember(source(), lot);
        var terms = credit.terms();
        wallet.add(new OpenLot(
                lot,
                credit.credits().amount(),
                credit.paid().net(),
                terms.priority(),
                terms.expiresAt().orElse(null)));
        wallet.rows.add(WalletSql.newLot(wallet.customer, lot, credit, moment.at()));
        credit.paid().fee().ifPresent(fee -> FeeOperation.post(wallet, source(), lot, fee, moment.at()));
        wallet.settleUp(moment.at());
        return new CreditOutcome.Credited(lot, wallet.available());
    }

    private PostingKind kind() {
        return switch (credit.source().kind()) {
            case PURCHASE -> PostingKind.PURCHASE;
            case GRANT -> PostingKind.GRANT;
        };
    }

    private List<Move> moves(long lot) {
        var paid = credit.paid();
        var moves = new ArrayList<Move>();
        moves.add(Move.ofLot(AVAILABLE, ISSUED, credit.credits(), lot));
        if (!paid.net().isZero()) moves.add(Move.ofLot(STRIPE_BALANCE, DEFERRED, paid.net(), lot));
        if (!paid.tax().isZero()) moves.add(Move.ofLot(STRIPE_BALANCE, TAX_PAYABLE, paid.tax(), lot));
        return moves;
    }

    @Override
    public List<Row> attached(CreditOutcome outcome, Instant at) {
        return credit.attachment().rows(outcome, at);
    }
}
