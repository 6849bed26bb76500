package farebox.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.checkout.BuyOutcome;
import farebox.checkout.Checkout;
import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.margin.AppWork;
import farebox.margin.Margins;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.pack.Packs;
import farebox.sql.Postgres;
import farebox.testing.Keys;
import farebox.wallet.Attachment;
import farebox.wallet.Credit;
import farebox.wallet.Wallets;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TrafficPagesTest {
    private static final Pattern REVENUE =
            Pattern.compile("Revenue</div>\\s*<div class=\"figure\">\\$([0-9,.]+)</div>");

    @Inject
    Operators operators;

    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    @Inject
    Customers customers;

    @Inject
    Packs packs;

    @Inject
    Checkout checkout;

    @Inject
    Postgres postgres;

    @Inject
    Wallets wallets;

    @Inject
    Margins margins;

    OperatorBrowser pages;
    Customer eve;
    String key;

    @BeforeEach
    void sign_in() {
        pages = OperatorBrowser.as(operators, "traffic@farebox.example", Role.ADMIN);
        var app = apps.ensure("traffic").no();
        key = keys.create(app, "test", Keys.EVERYTHING);
        eve = customers.put(app, "eve-" + UUID.randomUUID(), "Eve", "eve@example.com");
    }

    @Test
    void what_does_not_exist_is_not_given_back() {
        for (var page : List.of("/admin/invocations", "/admin/holds")) {
            for (var id : List.of("inv_00000000000000000000000000000000000000ff", "hold_0", "nonsense"))
                pages.post("/admin/webhooks", page + "/" + id + "/correction", Map.of())
                        .statusCode(303)
                        .header("Location", endsWith(page));
        }
    }

    @Test
    void a_charge_by_mistake_is_given_back_once_and_earns_nothing_any_more() {
        buy();
        var id = invoke().extract().path("id").toString();
        var page = "/admin/invocations/" + id;
        pages.get(page).body(containsString("Give back 5 credits"));
        var before = revenueOfToday();
        pages.post(page, page + "/correction", Map.of()).statusCode(303);
        pages.get(page).body(allOf(containsString("<dt>Given back</dt>"), not(containsString("Give back 5"))));
        pages.post(page, page + "/correction", Map.of()).statusCode(303);
        assertEquals(Credits.of(100), wallets.of(eve.no()).available());
        assertEquals(Usd.parse("0.50"), before.minus(revenueOfToday()));
        given().auth()
                .oauth2(key)
                .get("/v1/invocations/" + id)
                .then()
                .body("corrected_at", notNullValue())
                .body("credits.charged", is(5));
        pages.get("/admin/audit").body(allOf(containsString("charge given back"), containsString(id)));
    }

    @Test
    void what_an_app_captured_stands_beside_the_margin_until_it_is_given_back() {
        buy();
        var before = workOfApps();
        var shown = shownRevenues();
        var id = given().auth()
                .oauth2(key)
                .contentType(ContentType.JSON)
                .body(Map.of("customer", eve.id(), "credits", 10))
                .post("/v1/holds")
                .then()
                .statusCode(201)
                .extract()
                .path("id")
                .toString();
        given().auth()
                .oauth2(key)
                .contentType(ContentType.JSON)
                .body(Map.of("credits", 7))
                .post("/v1/holds/" + id + "/capture")
                .then()
                .statusCode(200);
        assertEquals(Usd.parse("0.70"), workOfApps().revenue().minus(before.revenue()));
        assertEquals(before.captures() + 1, workOfApps().captures());
        assertEquals(before.paid().plus(Credits.of(7)), workOfApps().paid());
        pages.get("/admin/margin?days=1").body(containsString("for work of their own"));
        assertEquals(
                shown.stream().map(Usd.parse("0.70")::plus).toList(),
                shownRevenues(),
                "the overview, the margin page and its file agree");
        var page = "/admin/holds/" + id;
        pages.post(page, page + "/correction", Map.of()).statusCode(303);
        pages.get(page).body(containsString("<dt>Given back</dt>"));
        assertEquals(before, workOfApps());
        assertEquals(shown, shownRevenues());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/admin/customers/-1", "/admin/invocations?customer=-1", "/admin/customers/9223372036854775807"})
    void a_number_that_no_customer_can_have_is_not_found(String page) {
        pages.get(page).statusCode(404);
    }

    /** On the overview, on the margin page, and as the lines of its file add up. */
    private List<Usd> shownRevenues() {
        var lines = pages.get("/admin/margin.csv?days=7").extract().asString().lines();
        var exported = lines.skip(1).map(line -> Usd.parse(line.split(",")[5])).reduce(Usd.ZERO, Usd::plus);
        return List.of(shownRevenue("/admin"), shownRevenue("/admin/margin?days=7"), exported);
    }

    private Usd shownRevenue(String page) {
        var figure = REVENUE.matcher(pages.get(page).extract().asString());
        assertTrue(figure.find(), page);
        return Usd.parse(figure.group(1).replace(",", ""));
    }

    private void buy() {
        wallets.credit(new Credit(
                eve.no(),
                new Credit.Source(Credit.Source.Kind.PURCHASE, "traffic-" + eve.no()),
                Credits.of(100),
                new Credit.Paid(Usd.parse("10.00"), Usd.ZERO, Optional.empty()),
                Credit.Terms.lasting("a pack"),
                Attachment.none()));
    }

    private Usd revenueOfToday() {
        return margins.byTask(Instant.now().truncatedTo(ChronoUnit.DAYS), Instant.now()).stream()
                .map(task -> task.earnings().revenue())
                .reduce(Usd.ZERO, Usd::plus);
    }

    private AppWork workOfApps() {
        return margins.ofApps(Instant.now().truncatedTo(ChronoUnit.DAYS), Instant.now());
    }

    @Test
    void an_invocation_has_a_receipt_and_counts_in_the_margin() {
        var page = "/admin/customers/" + eve.no();
        pages.post(
                page,
                page + "/grants",
                Map.of("id", UUID.randomUUID().toString(), "credits", "50", "reason", "A start", "expires", ""));
        var id = invoke().extract().path("id").toString();
        pages.get("/admin/invocations?customer=" + eve.no()).body(allOf(containsString(id), containsString("served")));
        pages.get("/admin/invocations?state=failed&customer=" + eve.no()).body(not(containsString(id)));
        pages.get("/admin/invocations/" + id)
                .statusCode(200)
                .body(allOf(
                        containsString("Where the credits came from"),
                        containsString("answered"),
                        containsString("Nova Pro")));
        pages.get(page).body(allOf(containsString(id), containsString("capture")));
        pages.get("/admin/margin?days=1").body(containsString("Standard"));
        pages.get("/admin/invocations/inv_nonsense").statusCode(404);
        pages.get("/admin/invocations?state=odd&customer=" + eve.no() + "&after=never")
                .body(containsString(id));
    }

    @Test
    void a_purchase_shows_how_far_it_came() {
        var pack = packs.find(1).orElseThrow();
        checkout.buy(eve, pack.no());
        var list = pages.get("/admin/customers/" + eve.no())
                .body(containsString(pack.name()))
                .extract()
                .asString();
        var link = list.substring(list.indexOf("/admin/purchases/"));
        pages.get(link.substring(0, link.indexOf('"')))
                .statusCode(200)
                .body(allOf(containsString("cs_test_"), containsString("open"), containsString("not known yet")));
        pages.get("/admin/purchases").statusCode(200).body(containsString("Eve"));
        pages.get("/admin/purchases/events").statusCode(200);
        pages.post("/admin/purchases/events", "/admin/purchases/events/evt_none/retry", Map.of())
                .statusCode(303);
    }

    @Test
    void a_flagged_purchase_is_credited_by_an_operator_only_if_it_was_paid() {
        var opened = assertInstanceOf(BuyOutcome.PayPageOpened.class, checkout.buy(eve, 1));
        var page = "/admin/purchases/" + opened.purchase().id();
        pages.get(page).body(not(containsString("Credit as paid")));
        postgres.change(
                "update purchase set flag = 'Odd.' where id = ?",
                opened.purchase().id());
        pages.get(page).body(allOf(containsString("Odd."), containsString("Credit as paid")));
        creditAsPaid(page);
        pages.get(page).body(containsString("Odd."));
        given().redirects()
                .follow(false)
                .formParams(Map.of("email", "eve@example.com", "number", "4242424242424242"))
                .formParams(Map.of("expiry", "12 / 40", "cvc", "123"))
                .post(opened.url())
                .then()
                .statusCode(303);
        creditAsPaid(page);
        pages.get(page).body(allOf(containsString("credited"), not(containsString("Odd."))));
        pages.get("/admin/audit").body(containsString("purchase credited as paid"));
    }

    private void creditAsPaid(String page) {
        pages.post(page, page + "/credit", Map.of()).statusCode(303).header("Location", endsWith(page));
    }

    private ValidatableResponse invoke() {
        return given().header("Authorization", "Bearer " + key)
                .contentType(ContentType.JSON)
                .body("{\"customer\": \"" + eve.id() + "\", \"task\": \"standard\","
                        + " \"messages\": [{\"role\": \"user\", \"content\": \"Say hello\"}]}")
                .post("/v1/invocations")
                .then()
                .statusCode(200);
    }
}
