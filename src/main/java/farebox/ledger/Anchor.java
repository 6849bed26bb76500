package farebox.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Merkle root over the heads of all wallets at one moment. Kept outside of the database, it shows if the past was
 * written anew, chain and all.
 *
 * @param wallets how many had postings
 * @param postings how many they had in all
 * @param root in hexadecimal
 */
public record Anchor(long no, Instant takenAt, long wallets, long postings, String root) {
    private static final Pattern LINE =
            Pattern.compile("ANCHOR no=(\\d+) at=(\\S+) wallets=(\\d+) postings=(\\d+) root=([0-9a-f]{64})");

    /** The anchor in a line of text, if there is one. */
    public static Optional<Anchor> in(String text) {
        return LINE.matcher(text)
                .results()
                .map(found -> new Anchor(
                        Long.parseLong(found.group(1)),
                        Instant.parse(found.group(2)),
                        Long.parseLong(found.group(3)),
                        Long.parseLong(found.group(4)),
                        found.group(5)))
                .findFirst();
    }

    /** The line under which it is kept outside of the database. */
    @Override
    public String toString() {
        return "ANCHOR no=" + no + " at=" + takenAt + " wallets=" + wallets + " postings=" + postings + " root=" + root;
    }
}
