package farebox.ledger;

import farebox.money.Credits;
import farebox.money.Usd;

/**
 * An amount from one account of a customer to another: one debit, one credit, one positive amount, one unit.
 *
 * @param amount credits or nano-dollars, by the accounts
 * @param lot the lot concerned, or null
 * @param model the model that cost it, or null
 * @param attempt the attempt that cost it, or null
 */
public record Move(Account debit, Account credit, long amount, Long lot, Integer model, Integer attempt) {
    public Move {
        if (amount <= 0) throw new IllegalArgumentException("a move needs a positive amount: " + amount);
        if (debit == credit || debit.holdsCredits() != credit.holdsCredits())
            throw new IllegalArgumentException("no amount moves from " + credit + " to " + debit);
    }

    public static Move of(Account debit, Account credit, Credits credits) {
        return new Move(debit, credit, credits.amount(), null, null, null);
    }

    public static Move of(Account debit, Account credit, Usd usd) {
        return new Move(debit, credit, usd.nanos(), null, null, null);
    }

    public static Move ofLot(Account debit, Account credit, Credits credits, long lot) {
        return new Move(debit, credit, credits.amount(), lot, null, null);
    }

    public static Move ofLot(Account debit, Account credit, Usd usd, long lot) {
        return new Move(debit, credit, usd.nanos(), lot, null, null);
    }

    public static Move ofAttempt(Account debit, Account credit, Usd cost, int model, int attempt) {
        return new Move(debit, credit, cost.nanos(), null, model, attempt);
    }
}
