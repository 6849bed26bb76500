package farebox.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Map<String, String> LIVE = Map.of(
            "STRIPE_SECRET_KEY", "sk_live_1",
            "STRIPE_WEBHOOK_SECRET", "whsec_1",
            "FAREBOX_URL", "https://billing.example.com",
            "AWS_REGION", "eu-central-1",
            "AWS_PROFILE", "billing");

    @Test
    void an_empty_environment_embeds_and_sandboxes_everything() {
        assertEquals(
                new Settings(
                        Optional.empty(),
                        Path.of("data"),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        false),
                Settings.read(Map.of()));
        assertEquals(Mode.SANDBOX, Settings.read(Map.of()).mode());
    }

    @Test
    void an_empty_value_counts_as_none() {
        assertEquals(Settings.read(Map.of()), Settings.read(Map.of("STRIPE_SECRET_KEY", "", "AWS_REGION", " ")));
    }

    @Test
    void what_the_environment_lacks_cannot_come_from_elsewhere() {
        var properties = Settings.forQuarkus(Map.of("STRIPE_SECRET_KEY", "sk_test_1", "HOME", "/", "FAREBOX_PORT", ""));
        assertEquals("sk_test_1", properties.get("STRIPE_SECRET_KEY"));
        assertEquals("", properties.get("DATABASE_URL"));
        assertEquals(Set.copyOf(Settings.NAMES), properties.keySet());
    }

    @Test
    void quarkus_listens_where_the_environment_says() {
        var properties = Settings.forQuarkus(Map.of("FAREBOX_PORT", "81", "FAREBOX_HOST", "0.0.0.0"));
        assertEquals("81", properties.get("quarkus.http.port"));
        assertEquals("0.0.0.0", properties.get("quarkus.http.host"));
    }

    @Test
    void live_keys_make_it_live() {
        var settings = Settings.read(LIVE);
        assertEquals(Mode.LIVE, settings.mode());
        assertEquals(Optional.of(new Bedrock("eu-central-1", Optional.empty(), false)), settings.bedrock());
        assertFalse(settings.stripe().orElseThrow().sandboxed());
    }

    @Test
    void a_test_key_is_test_whatever_the_address() {
        var settings = Settings.read(Map.of("STRIPE_SECRET_KEY", "rk_test_1", "STRIPE_WEBHOOK_SECRET", "whsec_1"));
        assertEquals(Mode.TEST, settings.mode());
    }

    @Test
    void two_webhook_secrets_serve_while_one_is_rolled() {
        var settings = Settings.read(with(LIVE, "STRIPE_WEBHOOK_SECRET", "whsec_old, whsec_new"));
        assertEquals(
                List.of("whsec_old", "whsec_new"),
                settings.stripe().orElseThrow().webhookSecrets());
    }

    @Test
    void stripe_adds_tax_when_told_to_and_so_does_the_sandbox() {
        assertTrue(Settings.read(with(LIVE, "STRIPE_TAX", "automatic")).automaticTax());
        assertTrue(Settings.read(Map.of("STRIPE_TAX", "automatic")).automaticTax());
        assertFalse(Settings.read(with(LIVE, "STRIPE_TAX", "off")).automaticTax());
    }

    @Test
    void the_public_address_loses_its_last_slash() {
        var settings = Settings.read(Map.of("FAREBOX_URL", "https://example.com/billing/"));
        assertEquals(Optional.of(URI.create("https://example.com/billing")), settings.publicUrl());
    }

    @Test
    void a_database_may_have_an_owner_of_its_own() {
        var settings = Settings.read(Map.of(
                "DATABASE_URL", "postgres://db/farebox",
                "DATABASE_USER", "app",
                "DATABASE_PASSWORD", "a",
                "DATABASE_OWNER_URL", "postgres://owner:o@db/farebox"));
        var url = "jdbc:postgresql://db/farebox";
        assertEquals(
                Optional.of(new Database(url, new Login("app", "a"), url, new Login("owner", "o"))),
                settings.database());
    }

    @Test
    void secrets_are_not_told_when_settings_are_printed() {
        var settings = Settings.read(with(LIVE, "DATABASE_URL", "postgres://app:hush@db/farebox"));
        assertFalse(settings.toString().matches(".*(hush|sk_live|whsec).*"), settings.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DATABASE_URL          | farebox                       | must look like postgres://
                    DATABASE_URL          | postgres://db/farebox         | names no user
                    DATABASE_USER         | ada                           | DATABASE_URL is not
                    DATABASE_OWNER_URL    | postgres://ada@db/farebox     | DATABASE_URL is not
                    FAREBOX_PORT          | 99999                         | from 1 to 65535
                    FAREBOX_PORT          | http                          | from 1 to 65535
                    FAREBOX_DEMO          | yes                           | must be true or false
                    FAREBOX_URL           | billing.example.com           | must be an address
                    FAREBOX_URL           | ftp://example.com             | must be an address
                    STRIPE_SECRET_KEY     | sk_test_1                     | STRIPE_WEBHOOK_SECRET is not
                    STRIPE_WEBHOOK_SECRET | whsec_1                       | STRIPE_SECRET_KEY is not
                    STRIPE_API_BASE       | https://stripe.example        | STRIPE_SECRET_KEY is not
                    STRIPE_TAX            | yes                           | must be automatic or off
                    AWS_REGION            | eu-central-1                  | no AWS credentials are
                    AWS_PROFILE           | billing                       | AWS_REGION is not
                    AWS_ACCESS_KEY_ID     | AKIA                          | AWS_SECRET_ACCESS_KEY is not
                    AWS_SECRET_ACCESS_KEY | hush                          | AWS_ACCESS_KEY_ID is not
                    AWS_ENDPOINT_URL_BEDROCK_RUNTIME | http://localhost:1 | no AWS credentials are
                    """)
    void a_half_is_refused(String name, String value, String fault) {
        assertRefused(fault, Map.of(name, value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    STRIPE_WEBHOOK_SECRET |                             | STRIPE_WEBHOOK_SECRET is not
                    STRIPE_WEBHOOK_SECRET | ,                           | STRIPE_WEBHOOK_SECRET is not
                    STRIPE_WEBHOOK_SECRET | whsec_1,whsec_2,whsec_3     | at most two
                    STRIPE_WEBHOOK_SECRET | secret                      | must begin with whsec_
                    STRIPE_SECRET_KEY     | pk_live_1                   | must begin with sk_test_
                    FAREBOX_URL           | http://billing.example.com  | must be an https:// address
                    FAREBOX_URL           |                             | must be an https:// address
                    FAREBOX_DEMO          | true                        | FAREBOX_DEMO cannot be true
                    AWS_REGION            |                             | AWS_REGION is not
                    AWS_PROFILE           |                             | no AWS credentials are
                    DATABASE_OWNER_URL    | postgres://ada@db/farebox   | DATABASE_URL is not
                    """)
    void a_live_setup_with_one_thing_wrong_is_refused(String name, String value, String fault) {
        assertRefused(fault, with(LIVE, name, value == null ? "" : value));
    }

    @Test
    void real_money_never_buys_imitations() {
        var stripeOnly = with(with(LIVE, "AWS_REGION", ""), "AWS_PROFILE", "");
        assertRefused("Amazon Bedrock cannot be sandboxed", stripeOnly);
    }

    @Test
    void all_faults_are_told_at_once() {
        var faults =
                faults(Map.of("STRIPE_WEBHOOK_SECRET", "whsec_1", "AWS_REGION", "eu-central-1", "FAREBOX_PORT", "x"));
        assertEquals(3, faults.size(), faults.toString());
    }

    private static void assertRefused(String fault, Map<String, String> environment) {
        var faults = faults(environment);
        assertTrue(faults.stream().anyMatch(sentence -> sentence.contains(fault)), faults.toString());
    }

    private static List<String> faults(Map<String, String> environment) {
        return assertThrows(Refusal.class, () -> Settings.read(environment)).faults();
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        var changed = new HashMap<>(environment);
        changed.put(name, value);
        return changed;
    }
}
