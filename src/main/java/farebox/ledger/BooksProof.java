package farebox.ledger;

/**
 * A statement that the books check holds: a query for all that contradicts it, as customer_no and fault, in words. It
 * finds the wallets to look at in {@code w (customer_no, after, up_to)}, with the numbers of postings that are final.
 * Features bring proofs of their own rows.
 *
 * @param windowed whether it is asked of few postings at a time, or once of all of a wallet's. Then it finds them, as they
 *     were read and proved, in {@code posted (customer_no, seq, kind, recorded_at, hold, task, card, source, held, spent,
 *     revenue, cost)}, the last four of which say what the moves add to these accounts, and what attempts cost by them in
 *     {@code booked (customer_no, seq, kind, hold, attempt, model, nanos)}, and in {@code ended} those
 *     of {@code posted} that end or correct the cost of a hold, with its {@code opened_at} and {@code app}
 */
public record BooksProof(String query, boolean windowed) {
    /** A proof that looks at a bounded number of postings at a time, as any that reads a row for each posting must. */
    public static BooksProof ofPostings(String query) {
        return new BooksProof(query, true);
    }

    /** A proof that looks at wallets whole. */
    public static BooksProof ofWallets(String query) {
        return new BooksProof(query, false);
    }
}
