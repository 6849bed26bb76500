package farebox.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A Farebox whose Stripe adds tax to prices. */
public final class Taxed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("STRIPE_TAX", "automatic");
    }
}
