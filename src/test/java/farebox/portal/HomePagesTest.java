package farebox.portal;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import farebox.wallet.Attachment;
import farebox.wallet.Wallets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HomePagesTest {
    @Inject
    Guests guests;

    @Inject
    Wallets wallets;

    @Test
    void somebody_new_has_nothing_and_sees_what_can_be_bought() {
        Browser.entered(guests.link())
                .get("/portal")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString(">0</div>"),
                        containsString("Buy for $39.00<"),
                        containsString("7.8 cents a credit"),
                        containsString("About 500 ")));
    }

    @Test
    void credits_that_work_and_credits_that_lapse_are_told_apart() {
        var ada = guests.ada();
        guests.give(ada, 100);
        guests.hold(ada, 5);
        Browser.entered(guests.link(ada))
                .get("/portal")
                .then()
                .body(allOf(
                        containsString(">95</div>"), containsString("5 more in progress"), containsString("lapse on")));
    }

    @Test
    void a_freeze_of_the_banks_is_told_in_plain_words_and_an_operators_as_it_stands() {
        var ada = guests.ada();
        var browser = Browser.entered(guests.link(ada));
        for (var reason : List.of("The bank warns of fraud (issfr_1Nx)", "The bank disputes a payment (dp_1Nx)")) {
            wallets.freeze(ada.no(), reason, Attachment.none());
            browser.get("/portal")
                    .then()
                    .body(allOf(
                            containsString("cannot be spent: " + reason.replaceFirst(" \\(.*", "") + "</div>"),
                            not(containsString("_1Nx"))));
        }
        wallets.freeze(ada.no(), "Call us (please_do)", Attachment.none());
        browser.get("/portal").then().body(containsString("Call us (please_do)"));
    }

    @Test
    void the_statement_tells_what_happened_newest_first() {
        var ada = guests.ada();
        guests.give(ada, 100);
        guests.hold(ada, 5);
        Browser.entered(guests.link(ada))
                .get("/portal/statement")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("Given: a gift"),
                        containsString("+100"),
                        containsString("Set aside for a call"),
                        containsString("−5")));
    }

    @Test
    void an_empty_statement_says_how_to_begin() {
        Browser.entered(guests.link()).get("/portal/statement").then().body(containsString("Buy a pack"));
    }

    @Test
    void nobody_sees_what_others_have() {
        guests.give(guests.ada(), 777);
        Browser.entered(guests.link()).get("/portal").then().body(not(containsString("777")));
    }
}
