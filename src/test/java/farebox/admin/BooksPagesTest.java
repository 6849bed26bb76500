package farebox.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.Seals;
import farebox.testing.OwnerConnection;
import farebox.testing.Tampering;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody bought in March 2021 and used a part in April; in April Stripe's payout of March's last day was recorded. */
@QuarkusTest
class BooksPagesTest {
    private static final long OLD = 8_800_001;
    private static final long HOUSE = 0;
    private static final YearMonth MARCH = YearMonth.of(2021, 3);
    private static final List<String> MONTHS = List.of("20210301", "20210401");

    @Inject
    Operators operators;

    @Inject
    Clock clock;

    private OperatorBrowser pages;

    @BeforeEach
    void two_months_of_2021() throws SQLException {
        pages = OperatorBrowser.as(operators, "accountant@farebox.example", Role.VIEWER);
        Tampering.asOwner(owner -> {
            for (var month : MONTHS)
                for (var parent : List.of("posting", "move"))
                    Tampering.execute(
                            owner,
                            "create table %s_%s partition of %s for values from ('%s UTC')"
                                            .formatted(parent, month, parent, month)
                                    + " to ('%s UTC'::timestamptz + interval '1 month')".formatted(month));
            posting(owner, OLD, 1, 1, "2021-03-15", "2021-03-15");
            move(owner, OLD, 1, 2, 1, 100, "2021-03-15");
            move(owner, OLD, 1, 20, 30, 10_000_000_000L, "2021-03-15");
            posting(owner, OLD, 2, 5, "2021-04-10", "2021-04-10");
            move(owner, OLD, 2, 30, 40, 2_500_000_001L, "2021-04-10");
            posting(owner, HOUSE, 900_001, 19, "2021-04-02", "2021-03-31");
            move(owner, HOUSE, 900_001, 21, 20, 4_000_000_000L, "2021-04-02");
        });
    }

    private static void posting(Connection owner, long customer, long seq, int kind, String recorded, String effective)
            throws SQLException {
        Tampering.execute(
                owner,
                "insert into posting (customer_no, seq, kind, recorded_at, effective_at, available, held, hash_version,"
                        + " hash) values (%d, %d, %d, '%s UTC', '%s UTC', 0, 0, 1, sha256('any'))"
                                .formatted(customer, seq, kind, recorded, effective));
    }

    private static void move(Connection owner, long customer, long seq, int debit, int credit, long amount, String at)
            throws SQLException {
        Tampering.execute(
                owner,
                "insert into move (customer_no, seq, line, kind, debit, credit, amount, recorded_at)"
                        + " values (%d, %d, %d, 1, %d, %d, %d, '%s UTC')"
                                .formatted(customer, seq, debit, debit, credit, amount, at));
    }

    @AfterEach
    void nothing_of_2021_is_left() throws SQLException {
        Tampering.forget(OLD);
        try (var owner = OwnerConnection.open()) {
            Tampering.execute(owner, "delete from seal");
            for (var month : MONTHS)
                Tampering.execute(owner, "drop table if exists posting_%s, move_%s".formatted(month, month));
        }
    }

    @Test
    void a_month_opens_with_what_was_moved_before_it_and_a_voucher_counts_on_its_day() {
        var march = accounts("2021-03");
        assertEquals("0.000000000,10.000000000,4.000000000,6.000000000", march.get("stripe balance"));
        assertEquals("0.000000000,4.000000000,0.000000000,4.000000000", march.get("bank"));
        assertEquals("0,0,100,-100", march.get("issued"));
        var april = accounts("2021-04");
        assertEquals("6.000000000,0.000000000,0.000000000,6.000000000", april.get("stripe balance"));
        assertEquals("-10.000000000,2.500000001,0.000000000,-7.499999999", april.get("deferred"));
        assertEquals("0.000000000,0.000000000,2.500000001,-2.500000001", april.get("revenue"));
        assertEquals(
                "-7.499999999,0.000000000,0.000000000,-7.499999999",
                accounts("2021-05").get("deferred"));
    }

    @Test
    void the_sums_of_a_page_are_equal() {
        pages.get("/admin/books?period=2021")
                .statusCode(200)
                .body(allOf(
                        containsString("Dollars, 2021"),
                        containsString(
                                "<td>All</td><td></td><td class=\"num\">$0.00</td><td class=\"num\">$16.500000001</td>"
                                        + "<td class=\"num\">$16.500000001</td><td class=\"num\">$0.00</td>"),
                        containsString("href=\"/admin/books?period=2020\""),
                        containsString("href=\"/admin/books/accounts.csv?period=2021\"")));
    }

    @Test
    void the_page_brings_what_renews_the_check() {
        var page = pages.get("/admin/books").statusCode(200).extract().asString();
        var script = Pattern.compile("<script src=\"([^\"]*htmx[^\"]*)\"").matcher(page);
        assertTrue(script.find(), page);
        pages.get(script.group(1)).statusCode(200);
    }

    @Test
    void the_running_month_is_shown_where_none_is_asked_for() {
        var running = YearMonth.now(clock);
        pages.get("/admin/books")
                .statusCode(200)
                .body(allOf(
                        containsString("aria-current=\"true\" href=\"/admin/books?period=" + running + "\""),
                        containsString("href=\"/admin/books?period=" + running.minusMonths(1) + "\""),
                        containsString("href=\"/admin/books?period=" + running.getYear() + "\""),
                        containsString("href=\"/admin/books?period=all\""),
                        not(containsString("period=" + running.plusMonths(1)))));
    }

    @Test
    void what_is_no_period_or_has_not_begun_is_refused() {
        var next = YearMonth.now(clock).plusMonths(1);
        pages.get("/admin/books?period=" + next).statusCode(422).body(containsString("has not begun yet."));
        for (var odd : List.of("2026-13", "yesterday", "20x6", "0001", "2026-1"))
            pages.get("/admin/books?period=" + odd)
                    .statusCode(422)
                    .body(containsString("A month is written as 2026-12, and a year as 2026."));
        pages.get("/admin/books/accounts.csv?period=" + next)
                .statusCode(400)
                .contentType("text/html")
                .body(containsString("has not begun yet."));
    }

    @Test
    void openings_go_on_from_what_is_sealed_and_a_sealed_month_is_refused() throws SQLException {
        var april = accounts("2021-04");
        var all = accounts("all");
        try (var owner = OwnerConnection.open()) {
            assertEquals(
                    List.of("move_20210301", "posting_20210301"),
                    Seals.seal(owner, MARCH).tables());
        }
        assertEquals(april, accounts("2021-04"));
        assertEquals(all, accounts("all"));
        for (var sealed : List.of("2021-03", "2021", "2020-01"))
            pages.get("/admin/books?period=" + sealed)
                    .statusCode(422)
                    .body(
                            containsString(
                                    "sealed, or begins in a month that is: of what was recorded before 1 Apr 2021 only the sums"));
    }

    /** What the file says of each account: opening, debits, credits and closing. */
    private Map<String, String> accounts(String period) {
        return pages.get("/admin/books/accounts.csv?period=" + period)
                .statusCode(200)
                .contentType("text/csv")
                .header("content-disposition", "attachment; filename=\"accounts-" + period + ".csv\"")
                .body(startsWith("account,class,unit,opening,debits,credits,closing\r\n"))
                .extract()
                .asString()
                .lines()
                .map(line -> line.split(",", 4))
                .collect(Collectors.toMap(cells -> cells[0], cells -> cells[3]));
    }
}
