package farebox.deployment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginsTest {
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String appName;

    @ConfigProperty(name = "quarkus.datasource.password")
    String appPassword;

    @ConfigProperty(name = "quarkus.flyway.username")
    String ownerName;

    @ConfigProperty(name = "quarkus.flyway.password")
    String ownerPassword;

    private Login app() {
        return new Login(appName, appPassword);
    }

    private Login owner() {
        return new Login(ownerName, ownerPassword);
    }

    @Test
    void logins_that_serve_will_do() {
        assertDoesNotThrow(() -> Logins.refuseUnlessFit(new Database(url, app(), url, owner())));
    }

    @Test
    void a_login_that_may_not_take_the_role_is_refused_in_words() {
        var refusal =
                assertThrows(Refusal.class, () -> Logins.refuseUnlessFit(new Database(url, owner(), url, owner())));
        assertTrue(refusal.getMessage().contains("permission denied to set role \"farebox_app\""), refusal.toString());
    }

    @Test
    void an_owner_who_may_not_make_the_role_is_refused_before_anything_is_made() {
        var empty = url + (url.contains("?") ? "&" : "?") + "currentSchema=nothing_yet";
        var refusal =
                assertThrows(Refusal.class, () -> Logins.refuseUnlessFit(new Database(empty, owner(), empty, app())));
        assertTrue(refusal.getMessage().contains("will not do"), refusal.toString());
    }
}
