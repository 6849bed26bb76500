package farebox.ledger;

import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import java.util.ArrayList;
import java.util.List;

/** Where postings are written, and only ever added. */
public final class Journal {
    private static final RowStatement POSTINGS = RowStatement.of(
            """
            insert into posting (customer_no, seq, kind, recorded_at, effective_at, hold, card, task, source, reverses,
                                 available, held, hash_version, hash)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as n
            """,
            "int8",
            "int8",
            "int2",
            "timestamptz",
            "timestamptz",
            "int8",
            "int4",
            "int4",
            "text",
            "int8",
            "int8",
            "int8",
            "int2",
            "bytea");

    private static final RowStatement MOVES = RowStatement.of(
            """
            insert into move (customer_no, seq, line, kind, debit, credit, amount, lot, model, attempt, recorded_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as n
            """, "int8", "int8", "int2", "int2", "int2", "int2", "int8", "int8", "int4", "int2", "timestamptz");

    private Journal() {}

    /** The rows that write a posting and its moves. */
    public static List<Row> rows(Posting posting) {
        var rows = new ArrayList<Row>();
        rows.add(head(posting));
        for (int line = 0; line < posting.event().moves().size(); line++) rows.add(move(posting, line));
        return rows;
    }

    private static Row head(Posting posting) {
        var event = posting.event();
        return POSTINGS.row(
                posting.customer().value(),
                posting.seq(),
                event.kind().code(),
                posting.recordedAt(),
                posting.effectiveAt(),
                event.hold(),
                event.card(),
                event.task(),
                event.source(),
                event.reverses(),
                posting.after().available(),
                posting.after().held(),
                Chain.VERSION,
                posting.hash());
    }

    private static Row move(Posting posting, int line) {
        var move = posting.event().moves().get(line);
        return MOVES.row(
                posting.customer().value(),
                posting.seq(),
                (short) line,
                posting.event().kind().code(),
                move.debit().code(),
                move.credit().code(),
                move.amount(),
                move.lot(),
                move.model(),
                move.attempt() == null ? null : move.attempt().shortValue(),
                posting.recordedAt());
    }
}
