package farebox.welcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class WelcomeTextTest {
    private static final String SIGN_IN = "sign in as demo@farebox.example, password secret";

    private static WelcomeText text(String... sandboxed) {
        return new WelcomeText(URI.create("http://localhost:8080"), "jdbc:postgresql://db/farebox", List.of(sandboxed));
    }

    @Test
    void a_newcomer_gets_addresses_logins_and_three_commands() {
        var welcome = text("Stripe", "Amazon Bedrock").forNewcomers(SIGN_IN, "fbx_test_key");
        for (var part : List.of(
                "http://localhost:8080/admin\n",
                "http://localhost:8080/portal\n",
                "http://localhost:8080/q/openapi\n",
                "jdbc:postgresql://db/farebox\n",
                "demo@farebox.example, password secret\n",
                "fbx_test_key\n")) {
            assertTrue(welcome.contains(part), part + " is not in " + welcome);
        }
        assertEquals(3, welcome.lines().filter(line -> line.startsWith("curl ")).count());
    }

    @Test
    void commands_can_be_pasted_as_they_stand() {
        var welcome = text("Stripe").forNewcomers(SIGN_IN, "fbx_test_key");
        assertTrue(welcome.contains("-w '\\n%{http_code}\\n' http://localhost:8080/v1/invocations"), welcome);
        assertTrue(welcome.contains("| grep -o 'http[^\"]*'\n"), welcome);
        assertFalse(welcome.contains("\\ \n"), welcome);
    }

    @Test
    void a_revoked_key_is_not_told() {
        var welcome = text("Stripe").withoutAppKey(SIGN_IN);
        assertTrue(welcome.contains("was revoked: make another at http://localhost:8080/admin/keys\n"), welcome);
        assertFalse(welcome.contains("curl"));
    }

    @Test
    void it_says_what_is_real() {
        assertTrue(text().forOperators("sign in").contains("Stripe and Amazon Bedrock are the real ones."));
        assertTrue(text("Amazon Bedrock").forOperators("sign in").contains("Amazon Bedrock is sandboxed"));
    }

    @Test
    void an_operator_of_a_real_deployment_gets_no_demo() {
        var welcome = text().forOperators("nobody can sign in yet");
        assertTrue(welcome.contains("nobody can sign in yet"));
        assertFalse(welcome.contains("curl"));
    }
}
