package farebox.ledger;

import farebox.ledger.ClaimProof.ClaimRow;
import farebox.ledger.LotProof.LotRow;
import farebox.ledger.WalletProof.WalletRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The books check of one wallet, for tests that keep its rows and its postings in memory. */
public final class Proof {
    private final Map<Long, LotRow> lots = new HashMap<>();
    private final Map<Long, Long> openHolds = new HashMap<>();
    private final Map<String, ClaimRow> claims = new HashMap<>();

    /** A lot's figures: credits issued, remaining, spent, expired, revoked, disputed, and nano-dollars paid and given. */
    public Proof lot(long lot, long[] credits, long paid, long valueOut, long fee) {
        lots.put(
                lot,
                new LotRow(
                        credits[0], credits[1], credits[2], credits[3], credits[4], credits[5], paid, valueOut, fee));
        return this;
    }

    public Proof openHold(long hold, long credits) {
        openHolds.put(hold, credits);
        return this;
    }

    /** A claim's lot and state, and its figures: net, tax, credits taken, withdrawn, how many funds, rest. */
    public Proof claim(String name, long lot, int state, long... figures) {
        claims.put(
                name,
                new ClaimRow(lot, state, figures[0], figures[1], figures[2], figures[3], (int) figures[4], figures[5]));
        return this;
    }

    /** What the postings prove wrong about these rows. */
    public List<String> faults(long customer, Map<Account, Long> totals, byte[] head, List<Posting> postings) {
        var faults = new ArrayList<String>();
        long seq = postings.size();
        var proof = new WalletProof(
                new WalletRow(customer, totals, seq, head, seq, seq, lots, openHolds, claims, Sealed.nothing(), null),
                faults::add);
        postings.forEach(proof::add);
        proof.close();
        return faults;
    }
}
