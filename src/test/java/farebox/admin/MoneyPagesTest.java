package farebox.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.books.Checks;
import farebox.customer.Apps;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.testing.Tampering;
import farebox.wallet.Wallets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class MoneyPagesTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @Inject
    Operators operators;

    @Inject
    Apps apps;

    @Inject
    Customers customers;

    @Inject
    Wallets wallets;

    @Inject
    Checks checks;

    OperatorBrowser pages;
    Customer ada;
    String page;

    @BeforeEach
    void sign_in() {
        pages = OperatorBrowser.as(operators, "money@farebox.example", Role.ADMIN);
        ada = customers.put(apps.ensure("admin pages").no(), "ada-" + UUID.randomUUID(), "Ada", "ada@example.com");
        page = "/admin/customers/" + ada.no();
    }

    @Test
    void a_grant_is_given_once_however_often_its_form_is_sent() {
        var form = grant("250", "A slow week");
        pages.post(page, page + "/grants", form).statusCode(303);
        pages.post(page, page + "/grants", form).statusCode(303);
        assertEquals(250, wallets.of(ada.no()).available().amount());
        pages.get(page).body(allOf(containsString("A slow week"), containsString("promotional")));
        pages.get("/admin/audit").body(containsString("250 credits: A slow week"));
    }

    @Test
    void a_bad_grant_shows_the_message_and_what_was_typed() {
        pages.post(page, page + "/grants", grant("-5", "Why not"))
                .statusCode(422)
                .body(allOf(
                        containsString("Credits must be a whole number such as 2,000."),
                        containsString("value=\"-5\""),
                        containsString("value=\"Why not\"")));
        pages.post(page, page + "/grants", grant("5", "")).statusCode(422).body(containsString("The reason needs"));
        assertEquals(0, wallets.of(ada.no()).available().amount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+300000-01-01", "+999999999-12-31", "1999-01-01", "2030-02-30", "soon"})
    void a_last_day_that_is_none_is_refused_in_words(String day) {
        var form = new HashMap<>(grant("5", "Until then"));
        form.put("expires", day);
        pages.post(page, page + "/grants", form)
                .statusCode(422)
                .body(containsString("The last day must be a date such as 2026-12-31."));
        assertEquals(0, wallets.of(ada.no()).available().amount());
    }

    @Test
    void a_frozen_wallet_says_why_until_it_is_unfrozen() {
        pages.post(page, page + "/freeze", Map.of("reason", "A stolen card")).statusCode(303);
        pages.get(page).body(containsString("Frozen: A stolen card"));
        pages.post(page, page + "/unfreeze", Map.of()).statusCode(303);
        pages.get(page).body(not(containsString("Frozen:")));
        pages.get("/admin/audit").body(allOf(containsString("wallet frozen"), containsString("wallet unfrozen")));
    }

    @Test
    void customers_are_found_by_any_part_of_their_name() {
        pages.request()
                .queryParam("q", ada.id().substring(0, 12))
                .get("/admin/customers")
                .then()
                .body(containsString(ada.id()));
        pages.request()
                .queryParam("q", "<nobody>")
                .get("/admin/customers")
                .then()
                .body(containsString("Nobody is called \"&lt;nobody&gt;\"."));
        pages.get("/admin/customers/999999").statusCode(404).body(containsString("href=\"/admin\">Back to the start"));
    }

    @Test
    void the_books_are_checked_by_viewers_too() {
        pages.post(page, page + "/grants", grant("10", "For the books")).statusCode(303);
        var viewer = OperatorBrowser.as(operators, "auditor@farebox.example", Role.VIEWER);
        viewer.get("/admin/books").body(allOf(containsString("available"), containsString("issued")));
        viewer.post("/admin/books", "/admin/books/checks", Map.of()).statusCode(303);
        var begun = System.nanoTime();
        while (checks.underWay().isPresent() || checks.newest().isEmpty()) {
            assertTrue(System.nanoTime() - begun < PATIENCE_NANOS, "the check takes too long");
            Thread.onSpinWait();
        }
        viewer.get("/admin/books").body(allOf(containsString(" read again since "), not(containsString("hx-get"))));
        given().get("/q/metrics")
                .then()
                .body(allOf(
                        containsString("farebox_books_ok"),
                        containsString("farebox_books_faults"),
                        containsString("farebox_books_postings"),
                        containsString("farebox_books_checked_at")));
    }

    @Test
    void the_trial_balance_adds_up_more_than_one_amount_can_be() throws SQLException {
        var rich = 8_800_000;
        var moves = "insert into move (customer_no, seq, line, kind, debit, credit, amount, recorded_at)"
                + " select %s, 1, line, 1, 21, 23, 9000000000000000000, now() from generate_series(1, 2) as line";
        Tampering.asOwner(owner -> Tampering.execute(owner, moves.formatted(rich)));
        try {
            pages.get("/admin/books")
                    .statusCode(200)
                    .body(allOf(containsString("$18,000,000,000.00"), containsString("−$18,000,000,000.00")));
        } finally {
            Tampering.forget(rich);
        }
    }

    @Test
    void a_customer_is_shown_as_of_the_end_of_a_day() {
        pages.post(page, page + "/grants", grant("250", "A slow week")).statusCode(303);
        pages.get(page + "?as_of=2024-02-29")
                .body(allOf(
                        containsString("<b>0</b> credits available"), containsString("Nothing has been posted yet.")));
        pages.get(page + "?as_of=2999-01-01").body(containsString("That day has not ended yet."));
        for (var bad : List.of("yesterday", "-200000-01-01"))
            pages.get(page + "?as_of=" + bad)
                    .statusCode(200)
                    .body(containsString("The day must be a date such as 2026-12-31."));
    }

    @Test
    void a_key_is_shown_once_and_can_be_revoked() {
        var name = "key " + UUID.randomUUID();
        pages.post("/admin/keys", "/admin/keys", Map.of("app", "admin pages", "name", name, "scope", "costs:read"))
                .statusCode(200)
                .body(containsString("fbx_test_"));
        var list = pages.get("/admin/keys")
                .body(allOf(containsString(name), not(containsString("fbx_test_"))))
                .extract()
                .asString();
        var no = list.substring(
                list.lastIndexOf("/admin/keys/", list.indexOf("/revocation")) + 12, list.indexOf("/revocation"));
        pages.post("/admin/keys", "/admin/keys/" + no + "/revocation", Map.of()).statusCode(303);
        pages.get("/admin/keys").body(containsString("revoked"));
        pages.post("/admin/keys", "/admin/keys", Map.of("app", "", "name", name, "scope", "costs:read"))
                .statusCode(422)
                .body(allOf(
                        containsString("The app&#39;s name needs"),
                        containsString(name),
                        containsString("value=\"costs:read\" checked")));
    }

    @Test
    void a_key_can_say_who_pays_where_a_call_names_nobody() {
        var key = Map.of("app", "admin pages", "name", "for one", "ignoresUser", "true");
        var payer = "payer-" + UUID.randomUUID();
        var form = new HashMap<>(key);
        form.put("defaultCustomer", payer);
        pages.post("/admin/keys", "/admin/keys", form).statusCode(200);
        pages.get("/admin/keys").body(containsString("else " + payer + " pays"));
        pages.get("/admin/audit").body(containsString("else " + payer + " pays; user names nobody"));
        form.put("defaultCustomer", "no id");
        pages.post("/admin/keys", "/admin/keys", form).statusCode(422).body(containsString("A customer id is 1 to 64"));
    }

    @Test
    void the_figures_are_there_for_every_task_class() {
        pages.get("/admin")
                .statusCode(200)
                .body(allOf(containsString("Credits outstanding"), containsString("data-chart=")));
        pages.get("/admin/margin?days=7")
                .statusCode(200)
                .body(allOf(containsString("Premium"), containsString("Gross margin")));
        pages.get("/admin/margin.csv")
                .statusCode(200)
                .contentType("text/csv")
                .body(allOf(startsWith("task,calls,"), containsString("standard,")));
    }

    private static Map<String, String> grant(String credits, String reason) {
        return Map.of(
                "id",
                UUID.nameUUIDFromBytes(reason.getBytes()).toString(),
                "credits",
                credits,
                "reason",
                reason,
                "expires",
                "");
    }
}
