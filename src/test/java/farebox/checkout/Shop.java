package farebox.checkout;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import farebox.customer.Apps;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.money.Credits;
import farebox.pack.Pack;
import farebox.pack.Packs;
import farebox.sql.Postgres;
import farebox.wallet.Wallets;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Customers at the sandbox's pay pages; a quiet Stripe sends nothing by itself, so each test tells what it is about. */
@Singleton
class Shop {
    private final Apps apps;
    private final Customers customers;
    private final Packs packs;
    private final Checkout checkout;
    private final Wallets wallets;
    private final Postgres postgres;

    Shop(Apps apps, Customers customers, Packs packs, Checkout checkout, Wallets wallets, Postgres postgres) {
        this.apps = apps;
        this.customers = customers;
        this.packs = packs;
        this.checkout = checkout;
        this.wallets = wallets;
        this.postgres = postgres;
    }

    void quiet() {
        tell("{\"webhooks\": {\"deliver\": false, \"settle_millis\": 3600000}}");
    }

    /** Drops what the test left behind. */
    void loud() {
        postgres.change("update sandbox.delivery set delivered_at = now() where delivered_at is null");
        postgres.change("update stripe_event set state = 'ignored' where state = 'waiting'");
        tell("{\"webhooks\": {\"deliver\": true, \"settle_millis\": 3000}}");
    }

    private static void tell(String settings) {
        given().contentType(ContentType.JSON)
                .body(settings)
                .post("/sandbox/control")
                .then()
                .statusCode(200);
    }

    int app() {
        return apps.ensure("checkout").no();
    }

    Pack starter() {
        return packs.onSale().stream()
                .filter(pack -> pack.name().equals("Starter"))
                .findFirst()
                .orElseThrow();
    }

    Customer newcomer() {
        return customers.put(app(), "ada-" + UUID.randomUUID(), "Ada", "ada@example.com");
    }

    BuyOutcome.PayPageOpened open(Customer customer) {
        return assertInstanceOf(
                BuyOutcome.PayPageOpened.class, checkout.buy(customer, starter().no()));
    }

    static ValidatableResponse pay(BuyOutcome.PayPageOpened page, String card) {
        return submit(
                page,
                given().formParam("number", card).formParam("expiry", "12 / 40").formParam("cvc", "123"));
    }

    static void payByBankDebit(BuyOutcome.PayPageOpened page, String how) {
        submit(page, given().formParam("pay_with", how)).statusCode(303);
    }

    private static ValidatableResponse submit(BuyOutcome.PayPageOpened page, RequestSpecification form) {
        return form.formParam("email", "ada@example.com")
                .redirects()
                .follow(false)
                .post(page.url())
                .then();
    }

    Credits available(Customer customer) {
        return wallets.of(customer.no()).available();
    }
}
