package farebox.checkout;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Refund;
import com.stripe.param.DisputeListParams;
import com.stripe.param.PayoutListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import farebox.deployment.Deployment;
import farebox.sql.Postgres;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Payments and payouts as somebody at Stripe's own dashboard, or a bank, treats them. */
@Singleton
class Till {
    private final Deployment deployment;
    private final Purchases purchases;
    private final Postgres postgres;

    Till(Deployment deployment, Purchases purchases, Postgres postgres) {
        this.deployment = deployment;
        this.purchases = purchases;
        this.postgres = postgres;
    }

    private StripeClient stripe() {
        return StripeClient.builder()
                .setApiKey("sk_test_sandbox")
                .setApiBase(deployment.localUrl() + "/sandbox/stripe")
                .build();
    }

    /** As the sandbox names it, whether or not we have heard of it. */
    String payment(UUID purchase) {
        return "pi_" + purchases.get(purchase).session().substring("cs_test_".length());
    }

    String refund(String payment, long cents) throws StripeException {
        return stripe().v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(payment)
                        .setAmount(cents)
                        .build())
                .getId();
    }

    List<Refund> refunds(String payment) throws StripeException {
        return stripe().v1()
                .refunds()
                .list(RefundListParams.builder().setPaymentIntent(payment).build())
                .getData();
    }

    String dispute(String payment) throws StripeException {
        return stripe().v1()
                .disputes()
                .list(DisputeListParams.builder().setPaymentIntent(payment).build())
                .getData()
                .getFirst()
                .getId();
    }

    List<String> funds(String dispute) throws StripeException {
        return stripe().v1().disputes().retrieve(dispute).getBalanceTransactions().stream()
                .map(BalanceTransaction::getId)
                .toList();
    }

    String warning(String payment) {
        return postgres.first(
                        "select id from sandbox.document where kind = 'radar.early_fraud_warning'"
                                + " and body ->> 'payment_intent' = ?",
                        row -> row.getString(1),
                        payment)
                .orElseThrow();
    }

    void failRefund(String id) {
        happen("{\"refund_fails\": \"%s\"}".formatted(id));
    }

    void closeDispute(String id, String status) {
        happen("{\"close_dispute\": {\"id\": \"%s\", \"status\": \"%s\"}}".formatted(id, status));
    }

    String payOut(long cents, String currency) throws StripeException {
        happen("{\"pay_out\": {\"amount\": %d, \"currency\": \"%s\"}}".formatted(cents, currency));
        return stripe().v1()
                .payouts()
                .list(PayoutListParams.builder().setLimit(1L).build())
                .getData()
                .getFirst()
                .getId();
    }

    void failPayout(String id) {
        happen("{\"payout_fails\": \"%s\"}".formatted(id));
    }

    private static void happen(String what) {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body("{\"stripe\": " + what + "}")
                .post("/sandbox/control")
                .then()
                .statusCode(200);
    }
}
