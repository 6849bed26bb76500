package farebox.admin;

import static java.util.stream.Collectors.joining;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SignInTest {
    @Inject
    Operators operators;

    @Inject
    FailedSignIns failures;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/packs",
                "/admin/audit",
                "/admin/nothing-here",
                "//admin/packs",
                "/%61dmin/packs"
            })
    void a_page_without_a_session_leads_to_the_login(String page) {
        OperatorBrowser.nobody()
                .request()
                .urlEncodingEnabled(false)
                .get(page)
                .then()
                .statusCode(303)
                .header("Location", containsString("/admin/login?to="));
    }

    @Test
    void an_e_mail_longer_than_any_is_nobodys() {
        var random = new Random(1).ints(6_000, 'a', 'z' + 1).mapToObj(Character::toString);
        var fields = Map.of("email", random.collect(joining()), "password", OperatorBrowser.PASSWORD, "to", "/admin");
        OperatorBrowser.nobody().post("/admin/login", "/admin/login", fields).statusCode(401);
    }

    @Test
    void a_made_up_session_leads_to_the_login() {
        OperatorBrowser.nobody().get("/admin/packs").statusCode(303);
    }

    @Test
    void an_operator_who_is_there_is_not_made_again() {
        operators.create("twice@farebox.example", OperatorBrowser.PASSWORD, "Olga", Role.ADMIN);
        operators.create("twice@farebox.example", "another password", "Olga", Role.ADMIN);
        var fields =
                Map.of("email", "twice@farebox.example", "password", OperatorBrowser.PASSWORD, "to", "/admin/packs");
        OperatorBrowser.nobody()
                .post("/admin/login", "/admin/login", fields)
                .statusCode(303)
                .header("Location", endsWith("/admin/packs"));
    }

    @Test
    void the_cookie_is_kept_from_scripts_and_from_other_sites() {
        operators.create("cookie@farebox.example", OperatorBrowser.PASSWORD, "Olga", Role.ADMIN);
        var fields =
                Map.of("email", " Cookie@farebox.example ", "password", OperatorBrowser.PASSWORD, "to", "/admin/packs");
        var answer = OperatorBrowser.nobody()
                .post("/admin/login", "/admin/login", fields)
                .statusCode(303)
                .header("Location", endsWith("/admin/packs"))
                .extract();
        var cookie = answer.detailedCookie(OperatorSessions.COOKIE);
        assertTrue(cookie.isHttpOnly());
        assertEquals("Strict", cookie.getSameSite());
        assertEquals("/admin", cookie.getPath());
    }

    @Test
    void the_login_leads_to_no_other_site() {
        operators.create("elsewhere@farebox.example", OperatorBrowser.PASSWORD, "Olga", Role.ADMIN);
        var fields = Map.of(
                "email",
                "elsewhere@farebox.example",
                "password",
                OperatorBrowser.PASSWORD,
                "to",
                "https://evil.example/admin");
        OperatorBrowser.nobody().post("/admin/login", "/admin/login", fields).header("Location", endsWith("/admin"));
    }

    @Test
    void a_wrong_password_is_told_with_the_typed_address() {
        var fields = Map.of("email", "wrong@farebox.example", "password", "not it");
        OperatorBrowser.nobody()
                .post("/admin/login", "/admin/login", fields)
                .statusCode(401)
                .body(allOf(
                        containsString("do not belong together"), containsString("value=\"wrong@farebox.example\"")));
    }

    @Test
    void guessing_is_stopped_even_for_the_right_password() {
        operators.create("guessed@farebox.example", OperatorBrowser.PASSWORD, "Olga", Role.ADMIN);
        for (int i = 0; i < 10; i++) signIn("guessed@farebox.example", "guess " + i, 401);
        signIn("guessed@farebox.example", OperatorBrowser.PASSWORD, 429);
    }

    @Test
    void guesses_at_the_same_time_do_not_pass_together() throws Exception {
        Callable<Boolean> guess = () -> failures.begin("many@farebox.example").isPresent();
        try (var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            var passed = guessers.invokeAll(Collections.nCopies(25, guess)).stream()
                    .filter(Future::resultNow)
                    .count();
            assertTrue(passed <= 10, passed + " passed");
        }
    }

    @Test
    void whoever_signs_in_often_is_not_stopped() {
        operators.create("often@farebox.example", OperatorBrowser.PASSWORD, "Olga", Role.ADMIN);
        for (int i = 0; i < 12; i++) signIn("often@farebox.example", OperatorBrowser.PASSWORD, 303);
    }

    @Test
    void signing_out_ends_the_session_for_good() {
        var pages = OperatorBrowser.as(operators, "leaving@farebox.example", Role.VIEWER);
        pages.get("/admin/packs").statusCode(200).header("Cache-Control", is("no-store"));
        pages.post("/admin/packs", "/admin/sign-out", Map.of()).statusCode(303);
        pages.get("/admin/packs").statusCode(303);
    }

    @Test
    void a_login_without_the_token_of_its_page_is_refused() {
        OperatorBrowser.nobody()
                .request()
                .contentType(ContentType.URLENC)
                .formParam("email", "x@farebox.example")
                .formParam("password", "x")
                .post("/admin/login")
                .then()
                .statusCode(400);
    }

    private static void signIn(String email, String password, int status) {
        OperatorBrowser.nobody()
                .post("/admin/login", "/admin/login", Map.of("email", email, "password", password))
                .statusCode(status);
    }
}
