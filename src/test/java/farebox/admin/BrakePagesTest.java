package farebox.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.customer.AppKey;
import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.customer.Brakes;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.money.Credits;
import farebox.testing.Keys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators do about keys and customers that spend too much, and see of what apps hold. */
@QuarkusTest
class BrakePagesTest {
    @Inject
    Operators operators;

    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    @Inject
    Customers customers;

    OperatorBrowser pages;
    String text;
    AppKey key;
    Customer ada;

    @BeforeEach
    void sign_in() {
        pages = OperatorBrowser.as(operators, "brakes@farebox.example", Role.ADMIN);
        var app = apps.ensure("brakes").no();
        text = keys.create(app, "brakes", Keys.EVERYTHING);
        key = keys.all().getFirst();
        ada = customers.put(app, "ada-" + UUID.randomUUID(), "Ada Lovelace", "");
    }

    private ValidatableResponse call(String path, String body) {
        return given().header("Authorization", "Bearer " + text)
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }

    private String hold(long credits) {
        call("/v1/customers/" + ada.id() + "/grants", "{\"credits\": 100, \"reason\": \"a test\"}")
                .statusCode(201);
        return call("/v1/holds", "{\"customer\": \"%s\", \"credits\": %d}".formatted(ada.id(), credits))
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void a_key_is_braked_on_its_page_which_shows_what_is_used() {
        var page = "/admin/keys/" + key.no();
        pages.post(
                        page,
                        page,
                        Map.of(
                                "scope",
                                "grants:write",
                                "requestsPerMinute",
                                "600",
                                "dailyCap",
                                "1,000",
                                "totalCap",
                                ""))
                .statusCode(303);
        var changed = keys.find(key.no()).orElseThrow();
        assertEquals(new AppKey.Allowed(Set.of("grants:write"), false, AppKey.Naming.ORDINARY), changed.allowed());
        assertEquals(new Brakes(Optional.of(600), Optional.of(Credits.of(1_000)), Optional.empty()), changed.brakes());
        hold(37);
        pages.get(page).body(allOf(containsString(">37<"), containsString("value=\"1000\"")));
        pages.get("/admin/keys").body(allOf(containsString("600 a minute"), containsString("1,000 credits a day")));
        pages.get("/admin/audit").body(containsString("600 requests a minute"));
    }

    @Test
    void who_pays_without_a_name_is_changed_on_the_keys_page() {
        var page = "/admin/keys/" + key.no();
        pages.post(page, page, Map.of("defaultCustomer", "house", "ignoresUser", "true"))
                .statusCode(303);
        var naming = keys.find(key.no()).orElseThrow().allowed().naming();
        assertEquals(new AppKey.Naming(Optional.of("house"), false), naming);
        pages.get(page)
                .body(allOf(
                        containsString("value=\"house\""),
                        containsString("name=\"ignoresUser\" value=\"true\" checked")));
        pages.get("/admin/audit").body(containsString("else house pays; user names nobody"));
        pages.post(page, page, Map.of("defaultCustomer", "no such id"))
                .statusCode(422)
                .body(containsString("A customer id is"));
        pages.post(page, page, Map.of("defaultCustomer", "")).statusCode(303);
        assertEquals(
                AppKey.Naming.ORDINARY,
                keys.find(key.no()).orElseThrow().allowed().naming());
    }

    @Test
    void a_customers_plan_is_set_on_the_customers_page() {
        var page = "/admin/customers/" + ada.no();
        pages.post(page, page + "/plan", Map.of("plan", "business")).statusCode(303);
        assertEquals("business", customers.byNo(ada.no()).orElseThrow().plan());
        pages.get(page).body(containsString("plan business"));
        pages.post(page, page + "/plan", Map.of("plan", "Business!"))
                .statusCode(422)
                .body(allOf(containsString("A plan is called by 1 to 40"), containsString("value=\"Business!\"")));
        assertEquals("business", customers.byNo(ada.no()).orElseThrow().plan());
        pages.post(page, page + "/plan", Map.of("plan", "")).statusCode(303);
        assertEquals("", customers.byNo(ada.no()).orElseThrow().plan());
    }

    @Test
    void a_brake_that_makes_no_sense_is_refused_with_a_sentence() {
        var page = "/admin/keys/" + key.no();
        pages.post(page, page, Map.of("dailyCap", "0"))
                .statusCode(422)
                .body(containsString("The daily cap is at least 1 credit."));
        pages.post(page, page, Map.of("requestsPerMinute", "many")).statusCode(422);
        assertEquals(Brakes.NONE, keys.find(key.no()).orElseThrow().brakes());
    }

    @Test
    void a_customer_is_capped_on_the_customers_page() {
        var page = "/admin/customers/" + ada.no();
        pages.post(page, page + "/cap", Map.of("dailyCap", "20")).statusCode(303);
        hold(15);
        pages.get(page).body(containsString("15 of 20 used today."));
        pages.post(page, page + "/cap", Map.of("dailyCap", "none"))
                .statusCode(422)
                .body(containsString("The daily cap must be a whole number"));
        pages.post(page, page + "/cap", Map.of("dailyCap", "")).statusCode(303);
        assertEquals(Optional.empty(), customers.byNo(ada.no()).orElseThrow().dailyCap());
    }

    @Test
    void holds_of_apps_are_listed_each_with_a_receipt() {
        var id = hold(30);
        call("/v1/holds/" + id + "/capture", "{\"credits\": 12}").statusCode(200);
        pages.get("/admin/holds").body(allOf(containsString(id), containsString("captured")));
        pages.get("/admin/holds/" + id)
                .body(allOf(containsString("12 credits"), containsString("brakes"), containsString("Ada Lovelace")));
        pages.get("/admin/customers/" + ada.no()).body(containsString("/admin/holds/" + id));
        pages.get("/admin/holds/hold_nothing").statusCode(404);
    }
}
