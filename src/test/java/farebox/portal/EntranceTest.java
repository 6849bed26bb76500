package farebox.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalToIgnoringCase;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.PortalLinks;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EntranceTest {
    @Inject
    Guests guests;

    @Inject
    PortalLinks links;

    @Test
    void without_a_session_the_portal_says_how_to_come_in() {
        given().get("/portal").then().statusCode(200).body(containsString("Come in through your app"));
    }

    @Test
    void every_other_page_leads_a_stranger_there() {
        for (var page : List.of("/portal/statement", "/portal/purchases", "/portal/usage")) {
            given().redirects().follow(false).get(page).then().statusCode(303).header("Location", endsWith("/portal"));
        }
    }

    @Test
    void looking_at_a_link_does_not_use_it_up() {
        var link = guests.link();
        given().get(link).then().statusCode(200).body(containsString("Continue"));
        given().get(link).then().statusCode(200);
        assertEquals(303, Browser.fresh().enter(link).statusCode());
    }

    @Test
    void a_link_lets_in_once() {
        var link = guests.link();
        var first = Browser.fresh();
        first.enter(link).then().statusCode(303).header("Location", endsWith("/portal"));
        first.get("/portal").then().statusCode(200).body(containsString("Credits available"));
        Browser.fresh()
                .enter(link)
                .then()
                .statusCode(410)
                .body(allOf(containsString("This link is spent"), not(containsString("Back to the app"))));
    }

    @Test
    void a_spent_link_leads_back_to_the_app_that_gave_it() {
        var link = links.issue(guests.ada().no(), Optional.of(URI.create("https://app.example/billing")))
                .url();
        Browser.fresh().enter(link);
        Browser.fresh().enter(link).then().statusCode(410).body(containsString("https://app.example/billing"));
    }

    @Test
    void a_forged_link_lets_nobody_in() {
        Browser.fresh().enter(URI.create("/portal/enter?token=forged")).then().statusCode(410);
    }

    @Test
    void entering_needs_the_form_that_we_made() {
        var token = Browser.token(guests.link());
        given().redirects()
                .follow(false)
                .formParam("token", token)
                .post("/portal/enter")
                .then()
                .statusCode(400);
    }

    @Test
    void the_cookie_is_out_of_reach_of_scripts_and_comes_along_from_the_pay_page() {
        var cookies = Browser.fresh().enter(guests.link()).headers().getValues("Set-Cookie");
        assertTrue(cookies.stream()
                .anyMatch(cookie -> cookie.startsWith("farebox-portal=")
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Lax")
                        && cookie.contains("Path=/portal")));
    }

    @Test
    void signing_out_ends_the_session_for_good() {
        var browser = Browser.entered(guests.link());
        browser.post("/portal/sign-out").then().statusCode(303);
        browser.get("/portal").then().body(containsString("Come in through your app"));
    }

    @Test
    void pages_forbid_scripts_from_elsewhere() {
        given().get("/portal")
                .then()
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .header("X-Content-Type-Options", equalToIgnoringCase("nosniff"));
    }
}
