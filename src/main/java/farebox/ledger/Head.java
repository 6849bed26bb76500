package farebox.ledger;

import java.util.HexFormat;

/** A wallet's newest posting at some moment: its number and its hash. */
record Head(long seq, byte[] hash) {
    @Override
    public String toString() {
        return seq + " (" + HexFormat.of().formatHex(hash, 0, Math.min(4, hash.length)) + "…)";
    }
}
