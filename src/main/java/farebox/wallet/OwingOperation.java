package farebox.wallet;

import static farebox.ledger.Account.BAD_DEBT;
import static farebox.ledger.Account.BANK;
import static farebox.ledger.Account.RECEIVABLE;
import static farebox.ledger.Account.STRIPE_BALANCE;

import farebox.ledger.Account;
import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.RowStatement.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Books that owed money was paid or never will be, once per id, or the way back; more than is owed is refused. */
record OwingOperation(OwingEnd end) implements Operation<OwingOutcome> {
    @Override
    public CustomerNo customer() {
        return end.customer();
    }

    @Override
    public Optional<String> claim() {
        return Optional.of(end.claim());
    }

    @Override
    public List<String> postingKeys() {
        return List.of(key());
    }

    private String key() {
        return "owing:" + end.id();
    }

    @Override
    public OwingOutcome decide(OpenWallet wallet, Moment moment) {
        var claim = wallet.claim(end.claim());
        if (wallet.posted(key()) != null) return OwingOutcome.ALREADY_BOOKED;
        if (claim == null || !isOwed(claim.owed())) return OwingOutcome.NOT_OWED;
        var back = end.amount().isNegative();
        var move = back
                ? Move.ofLot(RECEIVABLE, from(), Usd.ZERO.minus(end.amount()), claim.lot)
                : Move.ofLot(from(), RECEIVABLE, end.amount(), claim.lot);
        wallet.remember(key(), wallet.post(Event.of(kind(), List.of(move)).from(claim.claim), moment.at()));
        claim.rest = claim.rest.minus(end.amount());
        claim.changed = true;
        return OwingOutcome.BOOKED;
    }

    /** All of it, on the same side of zero. */
    private boolean isOwed(Usd owed) {
        return end.amount().isNegative()
                ? end.amount().compareTo(owed) >= 0
                : end.amount().compareTo(owed) <= 0;
    }

    private Account from() {
        return switch (end.how()) {
            case PAID_THROUGH_STRIPE -> STRIPE_BALANCE;
            case PAID_TO_BANK -> BANK;
            case WRITTEN_OFF -> BAD_DEBT;
        };
    }

    private PostingKind kind() {
        return switch (end.how()) {
            case PAID_THROUGH_STRIPE, PAID_TO_BANK -> PostingKind.RECEIVABLE_PAID;
            case WRITTEN_OFF -> PostingKind.WRITE_OFF;
        };
    }

    @Override
    public List<Row> attached(OwingOutcome outcome, Instant at) {
        return end.attachment().rows(outcome, at);
    }
}
