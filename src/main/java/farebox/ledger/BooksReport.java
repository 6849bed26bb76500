package farebox.ledger;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the books check found.
 *
 * @param postings how many postings were read again
 * @param wallets how many wallets were proved from them
 * @param faults what is wrong and where, in sentences; at most {@link #FAULTS_MAX}
 * @param balances what all postings leave in each account, debits above zero, in credits or nano-dollars
 */
public record BooksReport(long postings, long wallets, List<String> faults, Map<Account, BigInteger> balances) {
    static final int FAULTS_MAX = 200;

    public BooksReport {
        faults = List.copyOf(faults);
        balances = Collections.unmodifiableMap(new TreeMap<>(balances));
    }

    public boolean ok() {
        return faults.isEmpty();
    }

    /** The report with more that was found wrong. */
    public BooksReport and(List<String> moreFaults) {
        return new BooksReport(
                postings,
                wallets,
                Stream.concat(faults.stream(), moreFaults.stream()).toList(),
                balances);
    }

    /** The line that scripts read. */
    @Override
    public String toString() {
        return "BOOKS " + (ok() ? "ok" : "broken") + " postings=" + postings + " wallets=" + wallets;
    }

    /**
     * How far a check has come.
     *
     * @param all how many postings there were at its start
     */
    public record Progress(long postings, long all, long wallets) {}
}
