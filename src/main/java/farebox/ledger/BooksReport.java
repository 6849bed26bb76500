package farebox.ledger;

import java.util.List;

/**
 * What the books check found.
 *
 * @param postings how many postings were read again
 * @param wallets how many wallets were proved from them
 * @param faults what is wrong and where, in sentences; at most {@link #FAULTS_MAX}
 */
public record BooksReport(long postings, long wallets, List<String> faults) {
    static final int FAULTS_MAX = 200;

    public BooksReport {
        faults = List.copyOf(faults);
    }

    public boolean ok() {
        return faults.isEmpty();
    }

    /** The line that scripts read. */
    @Override
    public String toString() {
        return "BOOKS " + (ok() ? "ok" : "broken") + " postings=" + postings + " wallets=" + wallets;
    }

    /** How far a check has come. */
    public record Progress(long postings, long wallets) {}
}
