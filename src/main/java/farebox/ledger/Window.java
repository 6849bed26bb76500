package farebox.ledger;

import farebox.ledger.WalletProof.WalletRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToLongFunction;

/** Final postings of some wallets: those after one number of each, and up to another. */
record Window(List<Span> spans) {
    /** The numbers in one wallet. */
    record Span(long customer, long after, long upTo) {}

    /** All that is not sealed of these wallets. */
    static Window whole(List<WalletRow> wallets) {
        return new Window(wallets.stream()
                .map(row -> new Span(row.customer(), row.sealed().seq(), row.seq()))
                .toList());
    }

    /** About this many postings, from the front. */
    Window first(long postings) {
        var each = Math.max(1, postings / spans.size());
        return new Window(spans.stream()
                .map(span -> new Span(span.customer, span.after, Math.min(span.upTo, span.after + each)))
                .toList());
    }

    /** What is left once these were read. */
    Window after(Window read) {
        var left = new java.util.ArrayList<Span>();
        for (int i = 0; i < spans.size(); i++) {
            var span = spans.get(i);
            var from = read.spans.get(i).upTo;
            if (from < span.upTo) left.add(new Span(span.customer, from, span.upTo));
        }
        return new Window(left);
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    /** As three arrays: customers, after, up to. */
    Array[] arrays(Connection connection) throws SQLException {
        return new Array[] {
            array(connection, Span::customer), array(connection, Span::after), array(connection, Span::upTo)
        };
    }

    private Array array(Connection connection, ToLongFunction<Span> number) throws SQLException {
        return connection.createArrayOf(
                "int8", spans.stream().mapToLong(number).boxed().toArray(Long[]::new));
    }
}
