package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.stripe.exception.StripeException;
import farebox.webhook.Endpoint;
import farebox.webhook.Endpoints;
import farebox.webhook.EventType;
import farebox.webhook.Target;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What apps are told of purchases, each once, however often Stripe is asked. */
@QuarkusTest
class PurchaseNewsTest extends MoneyBackScene {
    private static final String DISPUTED = "4000000000000259";

    @Inject
    Endpoints endpoints;

    private int endpoint;

    @BeforeEach
    void the_app_listens() {
        var nowhere = Target.of("http://localhost:9/hook", false);
        endpoint = endpoints
                .register(new Endpoint.Order(shop.app(), nowhere, Set.copyOf(EventType.NAMES), 1))
                .no();
    }

    @AfterEach
    void and_listens_no_more() {
        endpoints.remove(endpoint);
    }

    @Test
    void a_purchase_that_is_paid_and_refunded_is_told_of() throws StripeException {
        var payment = bought(VISA);
        checkout.fulfil(page.purchase().session());
        var refund = till.refund(payment, 400);
        told("refund.created", refund);
        told("refund.updated", refund);
        assertEquals(List.of("purchase.credited", "purchase.refunded"), types());
    }

    @Test
    void a_dispute_is_opened_and_closed_and_freezes_meanwhile() throws StripeException {
        var dispute = till.dispute(bought(DISPUTED));
        told("charge.dispute.created", dispute);
        told("charge.dispute.updated", dispute);
        till.closeDispute(dispute, "won");
        told("charge.dispute.closed", dispute);
        assertEquals(
                Set.of("purchase.credited", "dispute.opened", "wallet.frozen", "dispute.closed", "wallet.unfrozen"),
                Set.copyOf(types()));
        assertEquals(5, types().size());
    }

    @Test
    void a_bank_debit_is_pending_and_then_failed() {
        Shop.payByBankDebit(page, "bank_debit_failing");
        checkout.fulfil(page.purchase().session());
        checkout.fulfil(page.purchase().session());
        assertEquals(List.of("purchase.pending"), types());
        purchases.end(id(), Purchase.State.FAILED);
        purchases.end(id(), Purchase.State.FAILED);
        assertEquals(List.of("purchase.pending", "purchase.failed"), types());
    }

    /** Beside what is told of the balance: that begins up to a second after somebody listens. */
    private List<String> types() {
        return postgres.list(
                "select type from webhook_event where customer_no = ? and type not like 'balance.%' order by at",
                row -> row.getString("type"), ada.no().value());
    }
}
