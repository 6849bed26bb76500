package farebox.deployment;

import java.util.List;

/** Farebox refuses to start; each fault is one sentence that says what is missing or wrong. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> faults;

    Refusal(String fault) {
        this(List.of(fault));
    }

    Refusal(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** The sentences, in the order in which they were found. */
    public List<String> faults() {
        return faults;
    }
}
