package farebox.ledger;

/**
 * A statement that the books check holds: a query for all that contradicts it, as customer_no and fault, in words.
 * Features bring proofs of their own rows.
 */
public record BooksProof(String query, Of of) {
    /** What a query is asked of. */
    public enum Of {
        /**
         * Few postings at a time, as any that reads a row for each posting must be. It finds them, as they were read and
         * proved, in {@code posted}, with what their moves add to held, spent, revenue and cost; those that end or correct
         * the cost of a hold, with that hold and the lots that were charged, in {@code ended}; and what attempts cost by
         * them in {@code booked}. {@link Posted} has the columns. It finds {@code w}, too.
         */
        POSTINGS,
        /** Some wallets, which it finds in {@code w (customer_no, after, up_to)} with the numbers of postings that are final. */
        WALLETS,
        /** All there is, once; it names no customer. */
        BOOKS
    }

    public static BooksProof ofPostings(String query) {
        return new BooksProof(query, Of.POSTINGS);
    }

    public static BooksProof ofWallets(String query) {
        return new BooksProof(query, Of.WALLETS);
    }

    public static BooksProof ofBooks(String query) {
        return new BooksProof(query, Of.BOOKS);
    }
}
