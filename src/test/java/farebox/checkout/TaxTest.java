package farebox.checkout;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.stripe.exception.StripeException;
import farebox.checkout.PayPages.OpenOutcome.Opened;
import farebox.customer.AppKeys;
import farebox.deployment.Deployment;
import farebox.money.Usd;
import farebox.testing.Keys;
import farebox.testing.Taxed;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tax that Stripe adds to a price is owed to the state and no credit's worth, and goes back with what goes back. */
@QuarkusTest
@TestProfile(Taxed.class)
class TaxTest extends MoneyBackScene {
    @Inject
    PayPages pages;

    @Inject
    Deployment deployment;

    @Inject
    AppKeys keys;

    @Test
    void apps_are_told_that_the_price_of_a_pack_is_without_tax() {
        given().auth()
                .oauth2(keys.create(ada.app(), "tax", Keys.EVERYTHING))
                .get("/v1/packs")
                .then()
                .statusCode(200)
                .body("data.tax_added", everyItem(equalTo(true)), "data", not(empty()));
    }

    @Test
    void the_pay_page_says_what_is_tax() {
        given().get(page.url())
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("You pay <span class=\"total\">$11.00</span>"),
                        containsString("<span class=\"amount\">$10.00</span>"),
                        containsString("<span class=\"amount\">$1.00</span>")));
    }

    @Test
    void tax_is_paid_on_top_and_booked_by_itself() {
        bought(VISA);
        assertEquals(100, available());
        assertEquals(1100, purchase().payment().orElseThrow().paidCents());
        assertEquals(List.of(1100L - 62, -1000L, -100L, 62L), balances());
        assertEquals(Usd.parse("10.00"), wallets.lots(ada.no(), 1).getFirst().paid());
    }

    @Test
    void a_part_that_goes_back_takes_its_share_of_the_tax_with_it() throws StripeException {
        var payment = bought(VISA);
        told("refund.created", till.refund(payment, 550));
        assertEquals(50, available());
        assertEquals(List.of(550L - 62, -500L, -50L, 62L), balances());
        told("refund.created", till.refund(payment, 550));
        assertEquals(0, available());
        assertEquals(List.of(-62L, 0L, 0L, 62L), balances());
    }

    @Test
    void a_purchase_asks_stripe_for_the_same_each_time() {
        var returns = Returns.toPortal(deployment).of(purchase());
        var again = assertInstanceOf(Opened.class, pages.open(purchase(), ada, returns));
        assertEquals(session(), again.session());
    }

    private List<Long> balances() {
        return List.of(cents("stripe_balance"), cents("deferred"), cents("tax_payable"), cents("fees"));
    }
}
