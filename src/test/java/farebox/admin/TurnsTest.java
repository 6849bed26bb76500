package farebox.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.testing.OwnerConnection;
import farebox.testing.Tampering;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turning the pages of a list that is longer than any page. */
@QuarkusTest
class TurnsTest {
    private static final String LIST = "/admin/audit";
    private static final Pattern LINE = Pattern.compile("line (\\d+)<");

    @Inject
    Operators operators;

    private OperatorBrowser pages;

    @BeforeEach
    void a_long_list() throws SQLException {
        pages = OperatorBrowser.as(operators, "turns@farebox.example", Role.VIEWER);
        owner("insert into audit (operator, action, subject, detail)"
                + " select 'a test', 'turned', 'line ' || i, '' from generate_series(1, 320) as i");
    }

    @AfterEach
    void is_gone() throws SQLException {
        owner("delete from audit where operator = 'a test'");
    }

    private static void owner(String sql) throws SQLException {
        try (var owner = OwnerConnection.open()) {
            Tampering.execute(owner, sql);
        }
    }

    @Test
    void newer_leads_back_through_the_very_pages_that_older_led_through() {
        var first = open(LIST);
        assertTrue(way(first, "prev").isEmpty());
        var second = open(way(first, "next").orElseThrow());
        var third = open(way(second, "next").orElseThrow());
        assertFalse(lines(second).equals(lines(third)));
        var backAtSecond = open(way(third, "prev").orElseThrow());
        assertEquals(lines(second), lines(backAtSecond));
        var backAtFirst = open(way(backAtSecond, "prev").orElseThrow());
        assertEquals(lines(first), lines(backAtFirst));
        assertTrue(way(backAtFirst, "prev").isEmpty());
        assertEquals(lines(second), lines(open(way(backAtFirst, "next").orElseThrow())));
    }

    @Test
    void what_the_list_is_narrowed_to_goes_along_in_both_directions() {
        var first = open(LIST + "?kept=a%26b");
        var next = way(first, "next").orElseThrow();
        assertTrue(next.contains("kept=a%26b"), next);
        var back = way(open(next), "prev").orElseThrow();
        assertEquals(LIST + "?kept=a%26b", back);
    }

    private String open(String address) {
        return pages.request()
                .urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static Optional<String> way(String page, String rel) {
        var found = Pattern.compile("rel=\"" + rel + "\" href=\"([^\"]+)\"").matcher(page);
        if (!found.find()) return Optional.empty();
        var address = found.group(1).replace("&amp;", "&");
        return Optional.of(address.startsWith("?") ? LIST + address : address);
    }

    private static List<String> lines(String page) {
        return LINE.matcher(page).results().map(MatchResult::group).toList();
    }
}
