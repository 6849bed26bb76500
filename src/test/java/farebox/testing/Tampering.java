package farebox.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What somebody with the owner's password could do to the books, with triggers and the allow-list out of the way. */
public final class Tampering {
    private static final List<String> JOURNAL = List.of("posting", "move");
    private static final List<String> OF_PURCHASES = List.of("refund", "dispute");
    private static final List<String> OF_CUSTOMERS = List.of(
            "posting",
            "move",
            "wallet",
            "claim",
            "lot",
            "hold",
            "app_hold",
            "app_grant",
            "posting_key",
            "correction",
            "voucher",
            "purchase",
            "invocation",
            "attempt",
            "answer",
            "sealed_wallet",
            "sealed_move",
            "sealed_hold");

    private Tampering() {}

    /** Changes by the owner's hand. */
    public interface Change {
        void by(Connection owner) throws SQLException;
    }

    public static void asOwner(Change change) throws SQLException {
        try (var owner = OwnerConnection.open()) {
            for (var table : JOURNAL) execute(owner, "alter table " + table + " disable trigger user");
            var definition = legalMoves(owner);
            execute(owner, "alter table move drop constraint move_is_legal");
            try {
                change.by(owner);
            } finally {
                execute(owner, "alter table move add constraint move_is_legal " + definition + " not valid");
                for (var table : JOURNAL) execute(owner, "alter table " + table + " enable trigger user");
            }
        }
    }

    /** Wipes a customer out of the books, and the anchors that knew of it, so that other tests find the books whole. */
    public static void forget(long customer) throws SQLException {
        asOwner(owner -> {
            for (var table : OF_PURCHASES)
                execute(
                        owner,
                        "delete from " + table + " where purchase in (select id from purchase where customer_no = "
                                + customer + ")");
            for (var table : OF_CUSTOMERS) execute(owner, "delete from " + table + " where customer_no = " + customer);
            execute(owner, "delete from anchored_head");
            execute(owner, "delete from anchor");
        });
    }

    public static int execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static String legalMoves(Connection owner) throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery("select pg_get_constraintdef(oid) from pg_constraint"
                        + " where conname = 'move_is_legal' and conrelid = 'move'::regclass")) {
            row.next();
            return row.getString(1).replace(" NOT VALID", "");
        }
    }
}
