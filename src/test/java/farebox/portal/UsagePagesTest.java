package farebox.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import farebox.customer.AppKey.Allowed;
import farebox.customer.AppKeys;
import farebox.customer.Customer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsagePagesTest {
    @Inject
    Guests guests;

    @Inject
    AppKeys keys;

    private Customer ada;

    @BeforeEach
    void a_customer_with_a_gift() {
        ada = guests.ada();
        guests.give(ada, 100);
    }

    /** Asks for an answer to this and gives the id of the invocation. */
    private String invoke(String text, int status, String idAt) {
        return given().header("Authorization", "Bearer " + keys.create(ada.app(), "test", Allowed.ORDINARY))
                .contentType("application/json")
                .body(Map.of(
                        "customer", ada.id(),
                        "task", "standard",
                        "messages", List.of(Map.of("role", "user", "content", text))))
                .post("/v1/invocations")
                .then()
                .statusCode(status)
                .extract()
                .path(idAt);
    }

    @Test
    void a_call_has_a_receipt_without_the_houses_affairs() {
        var id = invoke("Why do fares exist?", 200, "id");
        var browser = Browser.entered(guests.link(ada));
        browser.get("/portal/usage")
                .then()
                .statusCode(200)
                .body(allOf(containsString(id + "\">Standard</a>"), containsString("5 credits<small>")));
        browser.get("/portal/usage/" + id)
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("5 out of a gift"),
                        containsString("95 credits"),
                        containsString("rate card "),
                        not(containsString("Nova"))));
    }

    @Test
    void a_failed_call_shows_that_it_was_not_charged() {
        invoke("[refuse] Why?", 503, "invocation");
        Browser.entered(guests.link(ada))
                .get("/portal/usage")
                .then()
                .statusCode(200)
                .body(containsString("failed, not charged"));
    }

    @Test
    void nobody_sees_the_calls_of_others() {
        var id = invoke("Why do fares exist?", 200, "id");
        var stranger = Browser.entered(guests.link());
        stranger.get("/portal/usage").then().body(containsString("No call has been made for you yet."));
        stranger.get("/portal/usage/" + id).then().statusCode(404);
        stranger.get("/portal/usage/anything").then().statusCode(404);
    }
}
