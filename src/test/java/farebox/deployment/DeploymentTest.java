package farebox.deployment;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.testing.OwnerConnection;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeploymentTest {
    @Inject
    Deployment deployment;

    @Inject
    Stamps stamps;

    @Inject
    DataSource database;

    @Test
    void the_application_answers_where_it_says_that_it_listens() {
        assertEquals(URI.create("http://127.0.0.1:" + RestAssured.port), deployment.localUrl());
        assertEquals(URI.create("http://localhost:" + RestAssured.port), deployment.publicUrl());
        given().get(deployment.localUrl() + "/q/health").then().statusCode(200);
    }

    @Test
    void without_keys_all_is_sandboxed_inside_the_application() {
        assertEquals(List.of("Stripe", "Amazon Bedrock"), deployment.sandboxed());
        assertTrue(deployment.demo());
        assertEquals(
                deployment.localUrl() + "/sandbox/stripe",
                deployment.stripe().apiBase().orElseThrow().toString());
        assertEquals(
                deployment.localUrl() + "/sandbox/bedrock",
                deployment.bedrock().endpoint().orElseThrow().toString());
        assertFalse(deployment.stripe().livemode());
    }

    @Test
    void every_instance_on_the_database_finds_the_same_secrets() {
        var again = stamps.stamp(Mode.SANDBOX);
        assertEquals(List.of(again.sandboxWebhookSecret()), deployment.stripe().webhookSecrets());
        assertEquals(32, deployment.linkSecret().length);
    }

    @Test
    void a_database_keeps_the_mode_of_its_first_start() {
        assertEquals(Mode.SANDBOX, stamps.stamp(Mode.LIVE).mode());
    }

    @Test
    void play_money_and_real_money_never_meet() {
        var config = ConfigProvider.getConfig();
        var url = config.getValue("quarkus.flyway.jdbc-url", String.class);
        var owner = new Login(
                config.getValue("quarkus.flyway.username", String.class),
                config.getValue("quarkus.flyway.password", String.class));
        var stamped = Stamps.modeIn(new Database(url, owner, url, owner)).orElseThrow();
        stamped.refuseUnless(Mode.SANDBOX);
        assertThrows(Refusal.class, () -> stamped.refuseUnless(Mode.LIVE));
    }

    @Test
    void the_application_works_with_its_own_role_and_cannot_restamp() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var role = statement.executeQuery("select current_user");
            role.next();
            assertEquals("farebox_app", role.getString(1));
            var refused = assertThrows(
                    SQLException.class, () -> statement.executeUpdate("update deployment set mode = 'live'"));
            assertTrue(refused.getMessage().contains("permission denied"), refused.getMessage());
        }
    }

    @Test
    void what_was_acknowledged_is_on_disk() throws SQLException {
        try (var connection = OwnerConnection.open();
                var statement = connection.createStatement()) {
            var on = statement.executeQuery("select every(setting = 'on') from pg_settings"
                    + " where name in ('fsync', 'full_page_writes', 'synchronous_commit')");
            on.next();
            assertTrue(on.getBoolean(1));
        }
    }
}
