package farebox.sandbox.stripe;

import static io.restassured.RestAssured.given;

import com.stripe.StripeClient;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import farebox.deployment.Deployment;
import farebox.sql.Postgres;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;

/** A merchant with one pack to sell, and a buyer at the pay page; meanwhile no webhook leaves. */
@ApplicationScoped
class Till {
    private static final WebhookSettings USUAL = new WebhookSettings(true, true, true, 0, 3_000);

    private final Deployment deployment;
    private final Webhooks webhooks;
    private final Postgres postgres;

    Till(Deployment deployment, Webhooks webhooks, Postgres postgres) {
        this.deployment = deployment;
        this.webhooks = webhooks;
        this.postgres = postgres;
    }

    /** From here on nothing leaves, and money that other tests still had on its way never arrives. */
    void holdBack() {
        webhooks.change(new WebhookSettings(false, true, true, 0, 0));
        postgres.change("delete from sandbox.settlement");
        dropDeliveries();
    }

    /** The money of bank debits is on its way for an hour, or the sandbox would settle it by itself meanwhile. */
    void holdMoneyBack() {
        webhooks.change(new WebhookSettings(false, true, true, 0, 3_600_000));
    }

    /** The money of bank debits is due now; whoever settles it, this test or the sandbox by itself, has done so then. */
    void settle(Payments payments) {
        postgres.change("update sandbox.settlement set due_at = now()");
        while (!postgres.list("select session from sandbox.settlement", row -> row.getString(1))
                .isEmpty()) payments.settleDue();
    }

    /** Drops what the test left behind, since the application knows nothing of its sessions. */
    void letGo() {
        dropDeliveries();
        webhooks.change(USUAL);
    }

    private void dropDeliveries() {
        postgres.change("update sandbox.delivery set delivered_at = now() where delivered_at is null");
    }

    StripeClient client() {
        return StripeClient.builder()
                .setApiKey("sk_test_sandbox")
                .setApiBase(deployment.localUrl() + "/sandbox/stripe")
                .build();
    }

    static SessionCreateParams.Builder pack() {
        var credits = SessionCreateParams.LineItem.PriceData.builder()
                .setCurrency("usd")
                .setUnitAmount(1000L)
                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                        .setName("100 credits")
                        .build())
                .build();
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId("ada")
                .setSuccessUrl("http://localhost/back?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("http://localhost/packs")
                .putMetadata("customer", "ada")
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("purchase", "7")
                        .build())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(credits)
                        .build());
    }

    ValidatableResponse pay(Session session, String cardNumber) {
        return submit(
                session,
                given().formParam("number", cardNumber)
                        .formParam("expiry", "12 / 40")
                        .formParam("cvc", "123"));
    }

    ValidatableResponse payByBankDebit(Session session, String outcome) {
        return submit(session, given().formParam("pay_with", outcome));
    }

    private static ValidatableResponse submit(Session session, RequestSpecification form) {
        return form.formParam("email", "ada@example.com")
                .redirects()
                .follow(false)
                .post(session.getUrl())
                .then();
    }
}
