package farebox.portal;

import static org.hamcrest.Matchers.containsString;

import farebox.testing.Taxed;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Taxed.class)
class TaxedPagesTest {
    @Inject
    Guests guests;

    @Test
    void tax_comes_on_top_of_a_pack_and_is_told_once_it_is_paid() {
        var ada = Browser.entered(guests.link());
        ada.get("/portal").then().body(containsString("Buy for $39.00 plus tax<"));
        var payPage = ada.submit("/portal", "/portal/purchases", Map.of("pack", PurchasePagesTest.STARTER))
                .header("Location");
        ada.get(PurchasePagesTest.paid(payPage, Map.of())).then().body(containsString("$11.00, with tax"));
    }
}
