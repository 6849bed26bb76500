package farebox.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.money.Credits;
import farebox.money.Usd;
import farebox.rate.Price;
import farebox.rate.RateCards;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TaskPagesTest {
    @Inject
    Operators operators;

    @Inject
    RateCards cards;

    OperatorBrowser pages;

    @BeforeEach
    void sign_in() {
        pages = OperatorBrowser.as(operators, "tasks@farebox.example", Role.ADMIN);
    }

    @AfterEach
    void leave_only_what_was_there() {
        cards.current().lines().stream()
                .map(line -> line.task().no())
                .filter(no -> no > 3)
                .forEach(no -> cards.retire(cards.current().version(), no, "a test"));
    }

    @Test
    void a_task_class_is_begun_repriced_and_retired_each_with_a_new_version() {
        var first = cards.current().version();
        send("new", "/admin/tasks", form(first, "digest", "7")).statusCode(303);
        pages.get("/admin/tasks").body(allOf(containsString("digest"), containsString("Typical margin")));
        send("digest", "/admin/tasks/digest", form(first + 1, "digest", "8")).statusCode(303);
        assertEquals(
                new Price.Fixed(Credits.of(8)),
                cards.current().line("digest").orElseThrow().price());
        assertEquals(
                new Price.Fixed(Credits.of(7)),
                cards.version(first + 1)
                        .orElseThrow()
                        .line("digest")
                        .orElseThrow()
                        .price());
        pages.get("/admin/cards/" + (first + 2)).body(containsString("digest costs 8 instead of 7 credits"));
        send("digest", "/admin/tasks/digest/retirement", Map.of("base", "" + (first + 2)))
                .statusCode(303);
        pages.get("/admin/cards").body(containsString("retired digest"));
        pages.get("/admin/tasks").body(not(containsString("digest")));
        pages.get("/admin/audit")
                .body(allOf(containsString("task class created"), containsString("task class retired")));
    }

    @Test
    void a_task_class_changes_its_kind() {
        var first = cards.current().version();
        send("new", "/admin/tasks", form(first, "scan", "7")).statusCode(303);
        send("scan", "/admin/tasks/scan", priced(form(first + 1, "scan", "7"), Map.of("kind", "unit")))
                .statusCode(303);
        pages.get("/admin/cards/" + (first + 2))
                .body(containsString("scan costs 7 credits a unit instead of 7 credits"));
        var tokens = Map.of("kind", "tokens", "inputCredits", "250", "outputCredits", "1,250");
        send("scan", "/admin/tasks/scan", priced(form(first + 2, "scan", ""), tokens))
                .statusCode(303);
        var cost = Map.of("kind", "cost", "markup", "500", "worth", "0.0495");
        send("scan", "/admin/tasks/scan", priced(form(first + 3, "scan", ""), cost))
                .statusCode(303);
        assertEquals(
                new Price.Markup(500, Usd.parse("0.0495")),
                cards.current().line("scan").orElseThrow().price());
        pages.get("/admin/cards/" + (first + 3)).body(containsString("250 and 1,250"));
        pages.get("/admin/tasks").body(containsString("of the cost, at $0.0495 a credit"));
        pages.get("/admin/tasks/scan")
                .body(allOf(containsString("value=\"cost\" selected"), containsString("value=\"0.0495\"")));
        send("scan", "/admin/tasks/scan", priced(form(first + 4, "scan", ""), Map.of("kind", "luck")))
                .statusCode(422);
    }

    private static Map<String, String> priced(Map<String, String> form, Map<String, String> price) {
        var priced = new HashMap<>(form);
        priced.putAll(price);
        return priced;
    }

    @Test
    void two_editors_at_once_are_told() {
        var seen = cards.current().version();
        send("new", "/admin/tasks", form(seen, "early", "1")).statusCode(303);
        send("new", "/admin/tasks", form(seen, "late", "1"))
                .statusCode(422)
                .body(allOf(
                        containsString("Somebody published version " + (seen + 1) + " meanwhile."),
                        containsString("name=\"base\" value=\"" + (seen + 1) + "\""),
                        containsString("value=\"late\"")));
        pages.get("/admin/tasks").body(not(containsString("late")));
    }

    @Test
    void whoever_comes_too_late_reads_what_was_changed_and_keeps_what_was_typed() {
        var seen = cards.current().version();
        send("new", "/admin/tasks", form(seen, "busy", "1")).statusCode(303);
        send("busy", "/admin/tasks/busy", form(seen + 1, "busy", "2")).statusCode(303);
        send("busy", "/admin/tasks/busy", form(seen + 1, "busy", "3"))
                .statusCode(422)
                .body(allOf(
                        containsString("meanwhile: busy costs 2 credits instead of 1 credit."),
                        containsString("value=\"3\"")));
        send("busy", "/admin/tasks/busy", form(seen + 2, "busy", "3")).statusCode(303);
    }

    @Test
    void a_change_that_comes_too_late_renames_nothing() {
        var seen = cards.current().version();
        send("new", "/admin/tasks", form(seen, "slow", "1")).statusCode(303);
        send("slow", "/admin/tasks/slow", form(seen + 1, "slow", "2")).statusCode(303);
        send("slow", "/admin/tasks/slow", renamed(form(seen + 1, "slow", "3"))).statusCode(422);
        send("slow", "/admin/tasks/slow", renamed(form(seen + 2, "slow", "0"))).statusCode(422);
        pages.get("/admin/tasks").body(allOf(containsString("A slow"), not(containsString("Renamed in vain"))));
        pages.get("/admin/audit").body(not(containsString("Renamed in vain")));
    }

    private static Map<String, String> renamed(Map<String, String> form) {
        var renamed = new HashMap<>(form);
        renamed.put("name", "Renamed in vain");
        return renamed;
    }

    @Test
    void bad_input_shows_the_message_and_what_was_typed() {
        var version = cards.current().version();
        send("new", "/admin/tasks", form(version, "Not A Slug", "1"))
                .statusCode(422)
                .body(allOf(
                        containsString("small letters, digits and hyphens"), containsString("value=\"Not A Slug\"")));
        send("new", "/admin/tasks", form(version, "free", "0"))
                .statusCode(422)
                .body(containsString("A task costs 1 to 1,000,000 credits."));
        assertEquals(version, cards.current().version());
    }

    @Test
    void a_model_price_counts_from_now_on_and_is_noted() {
        var price = Map.of("input", "0.31", "output", "0.62", "cacheRead", "", "cacheWrite5m", "", "cacheWrite1h", "");
        pages.post("/admin/models/8", "/admin/models/8/prices", price)
                .statusCode(303)
                .header("Location", endsWith("/admin/models"));
        pages.get("/admin/models/8").body(allOf(containsString("$0.31"), containsString("$0.30")));
        pages.get("/admin/audit").body(containsString("$0.31 in, $0.62 out"));
        var wrong = new HashMap<>(price);
        wrong.put("input", "free");
        pages.post("/admin/models/8", "/admin/models/8/prices", wrong)
                .statusCode(422)
                .body(allOf(containsString("The input price must be"), containsString("value=\"free\"")));
    }

    private ValidatableResponse send(String page, String action, Map<String, String> form) {
        return pages.post("/admin/tasks/" + page, action, form);
    }

    private static Map<String, String> form(int base, String slug, String credits) {
        return Map.of(
                "base",
                "" + base,
                "slug",
                slug,
                "name",
                "A " + slug,
                "kind",
                "fixed",
                "credits",
                credits,
                "input",
                "4,000",
                "output",
                "1000",
                "route",
                "1");
    }
}
