package farebox.rate;

/** What became of a new name for a task class. */
public sealed interface RenameOutcome {
    record Renamed(TaskClass task) implements RenameOutcome {}

    /** Refused, with a sentence for the operator. */
    record Invalid(String why) implements RenameOutcome {}

    record NoSuchTask() implements RenameOutcome {}
}
