package farebox.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.customer.AppKey.Allowed;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AppKeysTest {
    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    @Test
    void a_revoked_key_is_not_kept_again() {
        var app = apps.ensure("kept").no();
        var secret = new SecureRandom().generateSeed(32);
        var text = keys.keep(app, "kept", secret, Allowed.ORDINARY);
        assertEquals(text, keys.keep(app, "kept", secret, Allowed.ORDINARY));
        keys.revoke(keys.caller(text.orElseThrow()).orElseThrow().key());
        assertEquals(Optional.empty(), keys.keep(app, "kept", secret, Allowed.ORDINARY));
    }
}
