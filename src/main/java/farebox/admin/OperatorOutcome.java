package farebox.admin;

/** What became of a change of what an operator may do. */
sealed interface OperatorOutcome {
    record Changed() implements OperatorOutcome {}

    /** Nobody could change anything any more. */
    record LastAdmin() implements OperatorOutcome {}
}
