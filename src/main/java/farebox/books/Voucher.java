package farebox.books;

import static farebox.ledger.Account.BANK;
import static farebox.ledger.Account.COST_VARIANCE;
import static farebox.ledger.Account.EQUITY;
import static farebox.ledger.Account.FEES;
import static farebox.ledger.Account.FX;
import static farebox.ledger.Account.PAYABLE;
import static farebox.ledger.Account.STRIPE_BALANCE;
import static farebox.ledger.Account.TAX_PAYABLE;

import farebox.ledger.Account;
import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.Usd;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an operator has recorded of the house's own money: the document of one posting of the house.
 *
 * @param seq of its posting
 * @param takesBack the voucher that this one undoes, since it was a mistake
 * @param standing false once it is taken back, and for what takes back
 */
public record Voucher(
        long seq, Paper paper, String operator, Instant recordedAt, Optional<Long> takesBack, boolean standing) {
    /** What can happen to the house's money, and where an amount of it goes. */
    public enum Kind {
        AWS_BILL(PostingKind.AWS_BILL, COST_VARIANCE, PAYABLE),
        INPUT_TAX(PostingKind.AWS_BILL, TAX_PAYABLE, PAYABLE),
        AWS_PAYMENT(PostingKind.AWS_BILL, PAYABLE, BANK),
        PAYOUT(PostingKind.PAYOUT, BANK, STRIPE_BALANCE),
        PAYIN(PostingKind.PAYOUT, STRIPE_BALANCE, BANK),
        STRIPE_FEE(PostingKind.PAYOUT, FEES, STRIPE_BALANCE),
        TAX_PAYMENT(PostingKind.TAX_PAID, TAX_PAYABLE, BANK),
        CONTRIBUTION(PostingKind.FUNDING, BANK, EQUITY),
        DISTRIBUTION(PostingKind.FUNDING, EQUITY, BANK),
        LOSS_AT_STRIPE(PostingKind.EXCHANGE, FX, STRIPE_BALANCE),
        GAIN_AT_STRIPE(PostingKind.EXCHANGE, STRIPE_BALANCE, FX),
        LOSS_AT_BANK(PostingKind.EXCHANGE, FX, BANK),
        GAIN_AT_BANK(PostingKind.EXCHANGE, BANK, FX);

        final PostingKind posting;
        final Account debit;
        final Account credit;

        Kind(PostingKind posting, Account debit, Account credit) {
            this.posting = posting;
            this.debit = debit;
            this.credit = credit;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the paper says.
     *
     * @param reference what it calls itself; one of a kind stands once
     * @param bill of what, for AWS's bill alone
     * @param note why, for whoever reads the books
     */
    public record Paper(Kind kind, String reference, Usd amount, LocalDate day, Optional<Bill> bill, String note) {
        public Paper {
            if (amount.isNegative() || amount.isZero() && kind != Kind.AWS_BILL)
                throw new IllegalArgumentException("a voucher is not for " + amount);
            if (bill.isPresent() != (kind == Kind.AWS_BILL))
                throw new IllegalArgumentException("a bill, and nothing else, is for a month");
        }

        /** What it moves: of a bill, only what differs from what its month's calls were booked at. */
        public List<Move> moves() {
            return moves(kind.debit, kind.credit);
        }

        /** What undoes it. */
        public List<Move> movesBack() {
            return moves(kind.credit, kind.debit);
        }

        private List<Move> moves(Account debit, Account credit) {
            var moved = amount.minus(accrued());
            if (moved.isZero()) return List.of();
            return List.of(
                    moved.isNegative() ? Move.of(credit, debit, Usd.ZERO.minus(moved)) : Move.of(debit, credit, moved));
        }

        Usd accrued() {
            return bill.map(Bill::accrued).orElse(Usd.ZERO);
        }

        Event event() {
            return Event.of(kind.posting, moves()).from(source());
        }

        /** The event that undoes it. */
        Event undoing(long seq) {
            return Event.of(kind.posting, movesBack()).from(source()).reversing(seq);
        }

        private String source() {
            return kind.word() + ":" + bill.map(of -> of.month() + ":").orElse("") + reference;
        }

        Paper on(LocalDate otherDay, String otherNote) {
            return new Paper(kind, reference, amount, otherDay, bill, otherNote);
        }
    }

    /**
     * The month that a bill is for.
     *
     * @param accrued what that month's calls were booked at; nothing for the second bill of a month
     */
    public record Bill(YearMonth month, Usd accrued) {}

    /** The moves of its posting. */
    public List<Move> moves() {
        return takesBack.isPresent() ? paper.movesBack() : paper.moves();
    }
}
