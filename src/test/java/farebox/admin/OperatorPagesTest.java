package farebox.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.sql.Postgres;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators let each other in and out; somebody who may change things always stays. */
@QuarkusTest
class OperatorPagesTest {
    private static final String HERE = "/admin/operators";
    private static final Pattern PASSWORD = Pattern.compile("select-all[^>]*>([^<]{16,})<");

    @Inject
    Operators operators;

    @Inject
    Postgres postgres;

    private final String bob = "bob-" + UUID.randomUUID() + "@farebox.example";
    private OperatorBrowser pages;

    @BeforeEach
    void sign_in() {
        pages = OperatorBrowser.as(operators, "people@farebox.example", Role.ADMIN);
    }

    @AfterEach
    void everybody_is_there_again() {
        postgres.change("update operator set off_at = null");
        postgres.change("update operator set role = 'admin' where email like 'people%'");
    }

    private String add(String role) {
        return password(pages.post(HERE, HERE, Map.of("name", "Bob", "email", bob, "role", role))
                .statusCode(200)
                .extract()
                .asString());
    }

    private static String password(String page) {
        var shown = PASSWORD.matcher(page);
        assertTrue(shown.find(), page);
        return shown.group(1);
    }

    private static int signIn(String email, String password) {
        return OperatorBrowser.nobody()
                .post("/admin/login", "/admin/login", Map.of("email", email, "password", password))
                .extract()
                .statusCode();
    }

    private int no(String email) {
        return operators.find(email).orElseThrow().no();
    }

    @Test
    void an_operator_is_let_in_with_a_password_that_is_shown_once() {
        var password = add("viewer");
        assertEquals(303, signIn(bob, password));
        pages.get(HERE).body(allOf(containsString(bob), not(containsString(password))));
        pages.get("/admin/audit")
                .body(allOf(containsString("operator added"), containsString(bob), not(containsString(password))));
        pages.post(HERE, HERE, Map.of("name", "Bob", "email", bob.toUpperCase(), "role", "admin"))
                .statusCode(422)
                .body(containsString("There is an operator with this e-mail"));
        pages.post(HERE, HERE, Map.of("name", "Bob", "email", "nobody", "role", "admin"))
                .statusCode(422)
                .body(allOf(containsString("no e-mail address"), containsString("value=\"nobody\"")));
    }

    @Test
    void whoever_is_switched_off_is_signed_out_at_once_until_they_are_switched_on() {
        var bobs = OperatorBrowser.as(operators, bob, Role.ADMIN);
        bobs.get("/admin/packs").statusCode(200);
        pages.post(HERE, HERE + "/" + no(bob) + "/suspension", Map.of()).statusCode(303);
        bobs.get("/admin/packs").statusCode(303);
        assertEquals(401, signIn(bob, OperatorBrowser.PASSWORD));
        pages.get(HERE).body(containsString("off since"));
        pages.post(HERE, HERE + "/" + no(bob) + "/use", Map.of()).statusCode(303);
        bobs.get("/admin/packs").statusCode(303);
        assertEquals(303, signIn(bob, OperatorBrowser.PASSWORD));
        pages.get("/admin/audit")
                .body(allOf(containsString("operator switched off"), containsString("operator switched on")));
    }

    @Test
    void a_role_holds_from_the_next_page_on() {
        var bobs = OperatorBrowser.as(operators, bob, Role.ADMIN);
        bobs.get(HERE).body(containsString("New operator"));
        pages.post(HERE, HERE + "/" + no(bob) + "/role", Map.of("role", "viewer"))
                .statusCode(303);
        bobs.get(HERE).body(allOf(containsString(bob), not(containsString("New operator"))));
        bobs.post(HERE, HERE, Map.of("name", "Eve", "email", "eve@farebox.example", "role", "admin"))
                .statusCode(403);
        assertFalse(operators.exists("eve@farebox.example"));
        pages.get("/admin/audit").body(containsString("admin → viewer"));
        pages.post(HERE, HERE + "/" + no(bob) + "/role", Map.of("role", "owner"))
                .statusCode(404);
    }

    @Test
    void the_last_admin_stays() {
        var me = no("people@farebox.example");
        postgres.change("update operator set off_at = now() where no <> ?", me);
        pages.post(HERE, HERE + "/" + me + "/suspension", Map.of()).statusCode(303);
        pages.get(HERE).statusCode(200);
        pages.post(HERE, HERE + "/" + me + "/role", Map.of("role", "viewer")).statusCode(303);
        pages.get(HERE).body(containsString("New operator"));
    }

    @Test
    void two_admins_who_switch_each_other_off_leave_one() throws Exception {
        OperatorBrowser.as(operators, bob, Role.ADMIN);
        var both = List.of(no("people@farebox.example"), no(bob));
        postgres.change("update operator set off_at = now() where no not in (?, ?)", both.toArray());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = threads
                    .invokeAll(both.stream()
                            .<Callable<OperatorOutcome>>map(no -> () -> operators.switchOff(no))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            assertTrue(outcomes.contains(new OperatorOutcome.LastAdmin()));
            assertTrue(outcomes.contains(new OperatorOutcome.Changed()));
        }
    }

    @Test
    void a_new_password_ends_the_sessions_of_the_old_one() {
        var bobs = OperatorBrowser.as(operators, bob, Role.VIEWER);
        var password = password(pages.post(HERE, HERE + "/" + no(bob) + "/password", Map.of())
                .statusCode(200)
                .extract()
                .asString());
        bobs.get("/admin/packs").statusCode(303);
        assertEquals(401, signIn(bob, OperatorBrowser.PASSWORD));
        assertEquals(303, signIn(bob, password));
    }

    @Test
    void a_viewer_changes_their_own_password_and_stays_signed_in_here_alone() {
        var here = OperatorBrowser.as(operators, bob, Role.VIEWER);
        var elsewhere = OperatorBrowser.as(operators, bob, Role.VIEWER);
        var mine = "/admin/account";
        here.post(mine, mine, Map.of("current", "not it", "password", "another long password"))
                .statusCode(422)
                .body(containsString("not your password"));
        here.post(mine, mine, Map.of("current", OperatorBrowser.PASSWORD, "password", "short"))
                .statusCode(422)
                .body(containsString("at least 12 characters"));
        here.post(mine, mine, Map.of("current", OperatorBrowser.PASSWORD, "password", "another long password"))
                .statusCode(303);
        here.get(mine).statusCode(200);
        elsewhere.get(mine).statusCode(303);
        assertEquals(303, signIn(bob, "another long password"));
        pages.get("/admin/audit").body(containsString("own password changed"));
        for (var guess = 0; guess < 9; guess++)
            here.post(mine, mine, Map.of("current", "guess " + guess, "password", "another long password"));
        here.post(mine, mine, Map.of("current", "another long password", "password", "another long password"))
                .statusCode(429);
    }
}
