package farebox.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The postings of a window as proofs find them, in {@code posted}, {@code booked} and {@code ended}: see {@link BooksProof}. */
final class Posted {
    /** The three tables, from what {@link #arrays} gives. */
    static final String TABLES = """
            , posted (customer_no, seq, kind, recorded_at, hold, task, card, source, held, spent, revenue, cost) as materialized (
                select customer_no, seq, kind, timestamptz 'epoch' + micros * interval '1 microsecond', hold, task, card, source,
                       held, spent, revenue, cost
                  from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    as p (customer_no, seq, kind, micros, hold, task, card, source, held, spent, revenue, cost)),
              booked (customer_no, seq, kind, hold, attempt, model, nanos) as materialized (
                select * from unnest(?, ?, ?, ?, ?, ?, ?)),
              ended as materialized (
                select p.*, h.opened_at, h.app
                  from posted p
                  join hold h on h.customer_no = p.customer_no and h.hold = p.hold
                 where p.kind in (5, 6, 7, 17))
            """;

    private final List<Posting> postings = new ArrayList<>();
    private final List<Booked> booked = new ArrayList<>();

    private record Booked(Posting posting, Move move) {}

    void add(Posting posting) {
        postings.add(posting);
        for (var move : posting.event().moves())
            if (move.debit() == Account.COGS || move.credit() == Account.COGS) booked.add(new Booked(posting, move));
    }

    /** The columns of the tables, one array after the other. */
    List<Array> arrays(Connection connection) throws SQLException {
        return List.of(
                numbers(connection, postings, posting -> posting.customer().value()),
                numbers(connection, postings, Posting::seq),
                numbers(connection, postings, posting ->
                        (long) posting.event().kind().code()),
                numbers(connection, postings, posting -> Chain.micros(posting.recordedAt())),
                numbers(connection, postings, posting -> posting.event().hold()),
                numbers(connection, postings, posting -> orNull(posting.event().task())),
                numbers(connection, postings, posting -> orNull(posting.event().card())),
                connection.createArrayOf(
                        "text",
                        postings.stream()
                                .map(posting -> posting.event().source())
                                .toArray(String[]::new)),
                numbers(connection, postings, posting -> sum(posting, Account.HELD)),
                numbers(connection, postings, posting -> sum(posting, Account.SPENT)),
                numbers(connection, postings, posting -> -sum(posting, Account.REVENUE)),
                numbers(connection, postings, posting -> sum(posting, Account.COGS)),
                numbers(connection, booked, cost -> cost.posting.customer().value()),
                numbers(connection, booked, cost -> cost.posting.seq()),
                numbers(connection, booked, cost ->
                        (long) cost.posting.event().kind().code()),
                numbers(connection, booked, cost -> cost.posting.event().hold()),
                numbers(connection, booked, cost -> orNull(cost.move.attempt())),
                numbers(connection, booked, cost -> orNull(cost.move.model())),
                numbers(connection, booked, cost -> signed(cost.move, Account.COGS)));
    }

    private static <T> Array numbers(Connection connection, List<T> rows, Function<T, Long> number)
            throws SQLException {
        return connection.createArrayOf("int8", rows.stream().map(number).toArray(Long[]::new));
    }

    private static Long orNull(Integer number) {
        return number == null ? null : number.longValue();
    }

    private static long sum(Posting posting, Account account) {
        long sum = 0;
        for (var move : posting.event().moves()) sum += signed(move, account);
        return sum;
    }

    /** What a move adds to the account. */
    private static long signed(Move move, Account account) {
        if (move.debit() == account) return move.amount();
        return move.credit() == account ? -move.amount() : 0;
    }
}
