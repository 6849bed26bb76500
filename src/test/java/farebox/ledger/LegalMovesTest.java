package farebox.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.sql.Postgres;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What may be posted: one list for PostgreSQL, the code and whoever keeps books. */
@QuarkusTest
class LegalMovesTest {
    private static final Pattern POSTING = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern MOVE = Pattern.compile("(\\w+) ← (\\w+)");

    @Inject
    Postgres postgres;

    @Test
    void the_list_for_people_is_the_list_of_postgresql() throws IOException {
        var written = new TreeSet<String>();
        var book = Files.readString(Path.of("docs/books.md"));
        for (var posting : POSTING.matcher(book).results().toList())
            for (var move : MOVE.matcher(posting.group(2)).results().toList())
                written.add(posting.group(1) + ": " + move.group(1) + " ← " + move.group(2));
        assertEquals(names("select kind || ': ' || debit || ' ← ' || credit from legal_move"), written);
    }

    @Test
    void code_and_database_name_the_same_kinds_and_accounts() {
        assertEquals(
                names("select code || ' ' || name from posting_kind"),
                Arrays.stream(PostingKind.values())
                        .map(kind -> kind.code() + " " + kind.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(
                names("select code || ' ' || name from account"),
                Arrays.stream(Account.values())
                        .map(account -> account.code() + " " + account.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private TreeSet<String> names(String sql) {
        return new TreeSet<>(postgres.list(sql, row -> row.getString(1)));
    }
}
