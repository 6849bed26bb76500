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
            , posted (customer_no, seq, kind, recorded_at, hold, task, card, source, held, spent, revenue, cost, paid, lots)
                as materialized (
                select customer_no, seq, kind, timestamptz 'epoch' + micros * interval '1 microsecond', hold, task, card, source,
                       held, spent, revenue, cost, paid, lots
                  from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    as p (customer_no, seq, kind, micros, hold, task, card, source, held, spent, revenue, cost, paid, lots)),
              booked (customer_no, seq, kind, hold, attempt, model, nanos) as materialized (
                select * from unnest(?, ?, ?, ?, ?, ?, ?)),
              ended as materialized (
                select p.customer_no, p.seq, p.kind, p.recorded_at, p.hold, p.task, p.card, p.spent, p.revenue, p.cost, p.paid,
                       p.lots::jsonb as lots, h.opened_at, h.ended_at, h.state, h.app, h.task as hold_task, h.card as hold_card
                  from posted p
                  left join hold h on h.customer_no = p.customer_no and h.hold = p.hold
                 where p.kind in (5, 6, 7, 17))
            """;

    private final List<Sums> postings = new ArrayList<>();
    private final List<Booked> booked = new ArrayList<>();

    /** A posting with what its moves add to four accounts, and what it took of each lot. */
    private record Sums(Posting posting, long held, long spent, long revenue, long cost, LotShares shares) {}

    private record Booked(Posting posting, Move move, long nanos) {}

    void add(Posting posting) {
        long held = 0;
        long spent = 0;
        long revenue = 0;
        long cost = 0;
        for (var move : posting.event().moves()) {
            held += added(move, Account.HELD);
            spent += added(move, Account.SPENT);
            revenue -= added(move, Account.REVENUE);
            var nanos = added(move, Account.COGS);
            cost += nanos;
            if (nanos != 0) booked.add(new Booked(posting, move, nanos));
        }
        postings.add(new Sums(posting, held, spent, revenue, cost, LotShares.of(posting.event())));
    }

    private static long added(Move move, Account account) {
        if (move.debit() == account) return move.amount();
        return move.credit() == account ? -move.amount() : 0;
    }

    boolean isEmpty() {
        return postings.isEmpty();
    }

    /** The columns of the tables, one array after the other. */
    List<Array> arrays(Connection connection) throws SQLException {
        return List.of(
                numbers(connection, postings, row -> row.posting.customer().value()),
                numbers(connection, postings, row -> row.posting.seq()),
                numbers(connection, postings, row ->
                        (long) row.posting.event().kind().code()),
                numbers(connection, postings, row -> Chain.micros(row.posting.recordedAt())),
                numbers(connection, postings, row -> row.posting.event().hold()),
                numbers(connection, postings, row -> orNull(row.posting.event().task())),
                numbers(connection, postings, row -> orNull(row.posting.event().card())),
                connection.createArrayOf(
                        "text",
                        postings.stream()
                                .map(row -> row.posting.event().source())
                                .toArray(String[]::new)),
                numbers(connection, postings, Sums::held),
                numbers(connection, postings, Sums::spent),
                numbers(connection, postings, Sums::revenue),
                numbers(connection, postings, Sums::cost),
                numbers(connection, postings, row -> row.shares.paid()),
                connection.createArrayOf(
                        "text", postings.stream().map(row -> row.shares.json()).toArray(String[]::new)),
                numbers(connection, booked, cost -> cost.posting.customer().value()),
                numbers(connection, booked, cost -> cost.posting.seq()),
                numbers(connection, booked, cost ->
                        (long) cost.posting.event().kind().code()),
                numbers(connection, booked, cost -> cost.posting.event().hold()),
                numbers(connection, booked, cost -> orNull(cost.move.attempt())),
                numbers(connection, booked, cost -> orNull(cost.move.model())),
                numbers(connection, booked, Booked::nanos));
    }

    private static <T> Array numbers(Connection connection, List<T> rows, Function<T, Long> number)
            throws SQLException {
        return connection.createArrayOf("int8", rows.stream().map(number).toArray(Long[]::new));
    }

    private static Long orNull(Integer number) {
        return number == null ? null : number.longValue();
    }
}
