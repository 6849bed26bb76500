package farebox.sandbox.stripe;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.DisputeListParams;
import com.stripe.param.PayoutListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.radar.EarlyFraudWarningListParams;
import farebox.sql.Postgres;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refunds, disputes, warnings and payouts as the SDK sees them. */
@QuarkusTest
class MoneyBackTest {
    @Inject
    Till till;

    @Inject
    Postgres postgres;

    @BeforeEach
    void no_webhook_leaves() {
        till.holdBack();
    }

    @AfterEach
    void they_may() {
        till.letGo();
    }

    private String paid(String card) throws StripeException {
        var session =
                till.client().v1().checkout().sessions().create(Till.pack().build());
        till.pay(session, card).statusCode(303);
        return till.client()
                .v1()
                .checkout()
                .sessions()
                .retrieve(session.getId())
                .getPaymentIntent();
    }

    private Refund refund(RefundCreateParams order) throws StripeException {
        return till.client().v1().refunds().create(order);
    }

    private static RefundCreateParams.Builder of(String payment) {
        return RefundCreateParams.builder().setPaymentIntent(payment);
    }

    private void happen(String what, int status) {
        given().contentType(ContentType.JSON)
                .body("{\"stripe\": " + what + "}")
                .post("/sandbox/control")
                .then()
                .statusCode(status);
    }

    private List<String> types(String object) {
        return postgres.list(
                "select body ->> 'type' from sandbox.document where kind = 'event'"
                        + " and body #>> '{data,object,id}' = ? order by seq",
                row -> row.getString(1),
                object);
    }

    @Test
    void parts_of_a_payment_go_back_until_nothing_is_left() throws StripeException {
        var payment = paid("4242424242424242");
        var part = refund(of(payment).setAmount(300L).putMetadata("refund", "7").build());
        assertEquals("succeeded", part.getStatus());
        assertEquals("7", part.getMetadata().get("refund"));
        var transaction = till.client().v1().balanceTransactions().retrieve(part.getBalanceTransaction());
        assertEquals(-300, transaction.getNet());
        var tooMuch = assertThrows(
                InvalidRequestException.class,
                () -> refund(of(payment).setAmount(701L).build()));
        assertEquals(
                "Refund amount ($7.01) is greater than unrefunded amount on charge ($7.00)",
                tooMuch.getStripeError().getMessage());
        refund(of(payment).build());
        var charge = till.client().v1().charges().retrieve(part.getCharge());
        assertEquals(1000, charge.getAmountRefunded());
        assertTrue(charge.getRefunded());
        var nothing = assertThrows(
                InvalidRequestException.class, () -> refund(of(payment).build()));
        assertEquals("charge_already_refunded", nothing.getCode());
        assertEquals(List.of("refund.created"), types(part.getId()));
    }

    @Test
    void one_key_is_one_refund() throws StripeException {
        var order = of(paid("4242424242424242")).setAmount(100L).build();
        var key = RequestOptions.builder().setIdempotencyKey(Ids.next("key_")).build();
        var refunds = till.client().v1().refunds();
        assertEquals(
                refunds.create(order, key).getId(), refunds.create(order, key).getId());
    }

    @Test
    void a_refund_can_fail_once() throws StripeException {
        var refund = refund(of(paid("4242424242424242")).build());
        happen("{\"refund_fails\": \"" + refund.getId() + "\"}", 200);
        happen("{\"refund_fails\": \"" + refund.getId() + "\"}", 400);
        var failed = till.client().v1().refunds().retrieve(refund.getId());
        assertEquals("failed", failed.getStatus());
        assertEquals(
                0, till.client().v1().charges().retrieve(refund.getCharge()).getAmountRefunded());
        assertEquals(
                List.of("refund.created", "refund.updated", "charge.refund.updated", "refund.failed"),
                types(refund.getId()));
    }

    @Test
    void a_disputed_payment_is_withdrawn_with_a_fee_and_both_come_back_when_it_is_won() throws StripeException {
        var payment = paid("4000000000000259");
        var disputes = till.client().v1().disputes();
        var dispute = disputes.list(
                        DisputeListParams.builder().setPaymentIntent(payment).build())
                .getData()
                .getFirst();
        assertEquals("needs_response", dispute.getStatus());
        assertEquals(-2500, net(dispute.getBalanceTransactions()));
        var refused = assertThrows(
                InvalidRequestException.class, () -> refund(of(payment).build()));
        assertEquals("charge_disputed", refused.getCode());
        happen("{\"close_dispute\": {\"id\": \"" + dispute.getId() + "\", \"status\": \"warning_closed\"}}", 400);
        happen("{\"close_dispute\": {\"id\": \"" + dispute.getId() + "\", \"status\": \"won\"}}", 200);
        assertEquals(0, net(disputes.retrieve(dispute.getId()).getBalanceTransactions()));
        assertEquals(
                List.of(
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.closed",
                        "charge.dispute.funds_reinstated"),
                types(dispute.getId()));
    }

    private static long net(List<BalanceTransaction> transactions) {
        return transactions.stream().mapToLong(BalanceTransaction::getNet).sum();
    }

    @Test
    void an_inquiry_moves_nothing_and_a_warning_is_found_by_its_payment() throws StripeException {
        var inquiry = till.client()
                .v1()
                .disputes()
                .list(DisputeListParams.builder()
                        .setPaymentIntent(paid("4000000000001976"))
                        .build())
                .getData()
                .getFirst();
        assertEquals("warning_needs_response", inquiry.getStatus());
        assertEquals(List.of(), inquiry.getBalanceTransactions());
        var warned = EarlyFraudWarningListParams.builder()
                .setPaymentIntent(paid("4000000000005423"))
                .build();
        var warning = till.client()
                .v1()
                .radar()
                .earlyFraudWarnings()
                .list(warned)
                .getData()
                .getFirst();
        assertEquals(List.of("radar.early_fraud_warning.created"), types(warning.getId()));
    }

    @Test
    void a_payout_leaves_the_balance_and_can_come_back_once() throws StripeException {
        happen("{\"pay_out\": {\"currency\": \"usd\"}}", 400);
        happen("{\"pay_out\": {\"amount\": 1250, \"currency\": \"usd\"}}", 200);
        var newest = PayoutListParams.builder().setStatus("paid").setLimit(1L).build();
        var paid = till.client().v1().payouts().list(newest).getData().getFirst();
        assertEquals(1250, paid.getAmount());
        assertEquals(paid.getCreated(), paid.getArrivalDate());
        assertEquals(-1250, net(paid.getBalanceTransaction()));
        happen("{\"payout_fails\": \"" + paid.getId() + "\"}", 200);
        happen("{\"payout_fails\": \"" + paid.getId() + "\"}", 400);
        var failed = till.client().v1().payouts().retrieve(paid.getId());
        assertEquals("failed", failed.getStatus());
        assertEquals("account_closed", failed.getFailureCode());
        assertEquals(1250, net(failed.getFailureBalanceTransaction()));
        assertEquals(List.of("payout.created", "payout.paid", "payout.updated", "payout.failed"), types(paid.getId()));
    }

    private long net(String transaction) throws StripeException {
        return till.client().v1().balanceTransactions().retrieve(transaction).getNet();
    }
}
