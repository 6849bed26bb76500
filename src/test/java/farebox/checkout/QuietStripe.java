package farebox.checkout;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.checkout.BuyOutcome.PayPageOpened;
import farebox.customer.Customer;
import farebox.sql.Postgres;
import farebox.wallet.Wallets;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Ada, who is about to pay 10 dollars for 100 credits, at a Stripe that tells nothing by itself. */
abstract class QuietStripe {
    static final String VISA = "4242424242424242";

    @Inject
    Shop shop;

    @Inject
    Checkout checkout;

    @Inject
    Purchases purchases;

    @Inject
    Wallets wallets;

    @Inject
    Postgres postgres;

    Customer ada;
    PayPageOpened page;

    @BeforeEach
    void a_customer_at_a_quiet_stripe() {
        shop.quiet();
        ada = shop.newcomer();
        page = shop.open(ada);
    }

    @AfterEach
    void stripe_speaks_again() {
        shop.loud();
    }

    UUID id() {
        return page.purchase().id();
    }

    /** As it stands now. */
    Purchase purchase() {
        return purchases.get(id());
    }

    String session() {
        return page.purchase().session();
    }

    void pay(String card) {
        Shop.pay(page, card).statusCode(303);
    }

    /** Lets a bank debit arrive or fail now. */
    void settle() {
        postgres.change("update sandbox.settlement set due_at = now() where session = ?", session());
    }

    void expire() {
        given().header("Authorization", "Bearer sk_test_sandbox")
                .post("/sandbox/stripe/v1/checkout/sessions/" + session() + "/expire")
                .then()
                .statusCode(200);
    }

    void credit() {
        assertInstanceOf(FulfilOutcome.Credited.class, checkout.fulfil(session()));
    }

    static void until(BooleanSupplier reached) {
        var deadline = System.nanoTime() + 20_000_000_000L;
        while (!reached.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it did not come to that");
            Thread.onSpinWait();
        }
    }
}
