package farebox.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.money.CustomerNo;
import farebox.testing.Tampering;
import farebox.wallet.Wallets;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VoucherPagesTest {
    private static final String PAGE = "/admin/books/vouchers";
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");

    @Inject
    Operators operators;

    @Inject
    Wallets wallets;

    private OperatorBrowser pages;

    @BeforeEach
    void sign_in() {
        pages = OperatorBrowser.as(operators, "books@farebox.example", Role.ADMIN);
    }

    @AfterEach
    void nothing_was_recorded() throws SQLException {
        Tampering.forget(CustomerNo.HOUSE.value());
    }

    @Test
    void a_payout_is_booked_once_its_operator_has_seen_what_it_moves() {
        var form = form("payout", "po_1", "1,234.56");
        post(form)
                .statusCode(200)
                .body(allOf(
                        containsString("Record po_1?"),
                        containsString("<td>bank</td><td>stripe balance</td><td class=\"num\">$1,234.56</td>")));
        assertEquals(0, booked(), "only shown");
        confirm(form).statusCode(303);
        assertEquals(1, booked());
        pages.get(PAGE)
                .body(allOf(
                        containsString("bank ← stripe balance $1,234.56"),
                        containsString("A test"),
                        containsString("books@farebox.example")));
        pages.get("/admin/books").body(containsString("<td>bank</td>"));
        pages.get("/admin/audit").body(containsString("Stripe paid out to the bank, $1,234.56"));
    }

    @Test
    void one_reference_is_recorded_once() {
        var form = form("payout", "po_1", "5.00");
        var seen = new HashMap<>(form);
        seen.put("seen", seen(form));
        post(seen).statusCode(303);
        post(seen).statusCode(422).body(containsString("po_1 is recorded already"));
        assertEquals(1, booked());
    }

    @Test
    void what_others_recorded_meanwhile_is_seen_first() {
        var mine = new HashMap<>(form("aws_payment", "inv-1", "5.00"));
        mine.put("seen", seen(mine));
        confirm(form("payout", "po_1", "5.00")).statusCode(303);
        post(mine).statusCode(200).body(containsString("Record inv-1?"));
        assertEquals(1, booked());
    }

    @Test
    void a_bill_is_held_against_its_month_once_that_is_over() {
        var month = YearMonth.now(ZoneOffset.UTC);
        refused(bill(month.toString()), "A month&#39;s bill is recorded from the second day of the next month on.");
        refused(bill(""), "AWS&#39;s bill is for a month such as 2026-12.");
        refused(bill("-100000-01"), "AWS&#39;s bill is for a month such as 2026-12.");
        var past = bill(month.minusMonths(2).toString());
        post(past).statusCode(200).body(containsString("$0.00, and not billed before"));
        confirm(past).statusCode(303);
        pages.get(PAGE).body(containsString("cost variance ← payable $20.00"));
    }

    @Test
    void what_was_mistyped_is_said() {
        refused(form("", "po_1", "5.00"), "Choose what happened.");
        refused(form("payout", "", "5.00"), "The reference needs");
        refused(form("payout", "po_1", "0.00"), "The amount must be more than nothing.");
        refused(form("payout", "po_1", "-5"), "The amount must be an amount of dollars such as 39.00");
        refused(with(form("payout", "po_1", "5.00"), "day", "yesterday"), "The day must be a date");
        refused(with(form("payout", "po_1", "5.00"), "day", "2999-01-01"), "That day has not come yet.");
        assertEquals(0, booked());
    }

    @Test
    void a_mistake_is_taken_back_and_stays_in_the_list() {
        confirm(form("stripe_fee", "radar", "5.00")).statusCode(303);
        var correction = PAGE + "/1/correction";
        pages.get(correction).body(containsString("<td>stripe balance</td><td>fees</td>"));
        pages.post(correction, correction, Map.of("reason", ""))
                .statusCode(422)
                .body(containsString("The reason needs"));
        pages.post(correction, correction, Map.of("reason", "Not ours")).statusCode(303);
        pages.post(PAGE, correction, Map.of("reason", "Not ours")).statusCode(404);
        assertEquals(2, booked());
        pages.get(PAGE)
                .body(allOf(
                        containsString("Taken back: Stripe kept a fee of its own"),
                        containsString("stripe balance ← fees $5.00"),
                        not(containsString(correction))));
        confirm(form("stripe_fee", "radar", "6.00")).statusCode(303);
    }

    @Test
    void a_viewer_sees_vouchers_and_records_none() {
        confirm(form("payout", "po_1", "5.00")).statusCode(303);
        var viewer = OperatorBrowser.as(operators, "auditor@farebox.example", Role.VIEWER);
        viewer.get(PAGE).body(allOf(containsString("po_1"), not(containsString("Record what happened"))));
        viewer.post("/admin/books", PAGE, form("payout", "po_2", "5.00")).statusCode(403);
        viewer.post("/admin/books", PAGE + "/1/correction", Map.of("reason", "No"))
                .statusCode(403);
        assertEquals(1, booked());
    }

    private static Map<String, String> form(String kind, String reference, String amount) {
        return Map.of(
                "kind",
                kind,
                "reference",
                reference,
                "amount",
                amount,
                "day",
                "2026-02-03",
                "month",
                "",
                "note",
                "A test");
    }

    private static Map<String, String> bill(String month) {
        return with(form("aws_bill", "inv-1", "20.00"), "month", month);
    }

    private static Map<String, String> with(Map<String, String> form, String field, String value) {
        var changed = new HashMap<>(form);
        changed.put(field, value);
        return changed;
    }

    private ValidatableResponse post(Map<String, String> form) {
        return pages.post(PAGE, PAGE, form);
    }

    private ValidatableResponse confirm(Map<String, String> form) {
        return post(with(form, "seen", seen(form)));
    }

    private void refused(Map<String, String> form, String why) {
        post(form).statusCode(422).body(containsString(why));
    }

    private String seen(Map<String, String> form) {
        var seen = SEEN.matcher(post(form).statusCode(200).extract().asString());
        assertTrue(seen.find());
        return seen.group(1);
    }

    private long booked() {
        return wallets.of(CustomerNo.HOUSE).seq();
    }
}
