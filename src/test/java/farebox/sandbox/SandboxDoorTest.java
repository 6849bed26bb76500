package farebox.sandbox;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxDoorTest {
    @ParameterizedTest
    @ValueSource(strings = {"/sandbox/stripe", "/sandbox/stripe/v1/events", "/sandbox/stripe/pay.css"})
    void the_stripe_half_is_shut_by_stripes_real_keys(String path) {
        assertTrue(SandboxDoor.isShut(path, false, true));
        assertFalse(SandboxDoor.isShut(path, true, false));
    }

    @Test
    void the_bedrock_half_is_shut_by_aws_real_keys() {
        assertTrue(SandboxDoor.isShut("/sandbox/bedrock/model/x/converse", true, false));
        assertFalse(SandboxDoor.isShut("/sandbox/bedrock/model/x/converse", false, true));
    }

    @Test
    void the_control_stays_while_there_is_something_to_control() {
        assertFalse(SandboxDoor.isShut("/sandbox/control", true, false));
        assertFalse(SandboxDoor.isShut("/sandbox/control", false, true));
        assertTrue(SandboxDoor.isShut("/sandbox/control", false, false));
    }

    @Test
    void everything_else_is_none_of_its_business() {
        assertFalse(SandboxDoor.isShut("/sandboxes", false, false));
        assertFalse(SandboxDoor.isShut("/v1/packs", false, false));
    }
}
