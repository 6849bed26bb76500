package farebox.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A row of which the owner alters each column, one after the other, and puts it back. */
public final class AlteredRow {
    private static final String COLUMNS = """
            select column_name || ' ' || udt_name
              from information_schema.columns
             where table_schema = 'public' and is_generated = 'NEVER' and table_name =\s""";

    private AlteredRow() {}

    /** The books check of all wallets. */
    public interface Faults {
        List<String> now() throws SQLException;
    }

    /**
     * The columns of which an alteration is refused by no constraint and found by no proof.
     *
     * @param rows which rows may be taken; the first of them is
     */
    public static Set<String> unnoticed(String table, String rows, Faults faults) throws SQLException {
        var unnoticed = new TreeSet<String>();
        Tampering.asOwner(owner -> {
            var before = faults.now();
            Tampering.execute(
                    owner, "create temporary table kept as select * from " + table + " where " + rows + " limit 1");
            for (var column : texts(owner, COLUMNS + "'" + table + "'")) {
                var name = column.split(" ")[0];
                for (var altered : altered(owner, table, name, other(name, column.split(" ")[1]))) {
                    if (faults.now().equals(before)) unnoticed.add(name);
                    putBack(owner, table, name, altered);
                }
            }
            Tampering.execute(owner, "drop table kept");
            assertEquals(before, faults.now(), "all is put back");
        });
        return unnoticed;
    }

    private static String other(String column, String type) {
        // The next one may be dead, and then its hold is swept meanwhile.
        if (column.equals("instance")) return "-instance";
        var other = switch (type) {
            case "int8", "int4", "int2" -> "coalesce(%s + 1, 1)";
            case "text" -> "coalesce(%s, '') || 'x'";
            case "timestamptz" -> "coalesce(%s + interval '3 hours', now())";
            case "date" -> "coalesce(%s + 1, current_date)";
            case "uuid" -> "gen_random_uuid()";
            case "bool" -> "%s is not true";
            case "bytea" -> "set_byte(%1$s, 0, 255 - get_byte(%1$s, 0))";
            case "jsonb" -> "jsonb_build_array(%s)";
            default -> throw new IllegalArgumentException("what is another " + type + "?");
        };
        return other.formatted(column);
    }

    /** The altered row as a text, or none where a constraint has stopped it. */
    private static List<String> altered(Connection owner, String table, String column, String value)
            throws SQLException {
        try {
            var altered = texts(
                    owner,
                    "update " + table + " as t set " + column + " = " + value
                            + " where t::text = (select kept::text from kept) returning t::text");
            assertEquals(1, altered.size(), table + "." + column);
            return altered;
        } catch (SQLException refused) {
            assertEquals("23", refused.getSQLState().substring(0, 2), refused.getMessage());
            return List.of();
        }
    }

    private static void putBack(Connection owner, String table, String column, String altered) throws SQLException {
        try (var statement = owner.prepareStatement(
                "update " + table + " as t set " + column + " = kept." + column + " from kept where t::text = ?")) {
            statement.setString(1, altered);
            assertEquals(1, statement.executeUpdate(), table + "." + column);
        }
    }

    private static List<String> texts(Connection owner, String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = owner.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) texts.add(row.getString(1));
        }
        return texts;
    }
}
