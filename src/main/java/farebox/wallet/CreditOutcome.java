package farebox.wallet;

import farebox.money.Credits;

/** What became of a {@link Credit}. */
public sealed interface CreditOutcome {
    record Credited(long lot, Credits available) implements CreditOutcome {}

    /** Its source had credited this customer before. */
    record AlreadyCredited(long lot) implements CreditOutcome {}
}
