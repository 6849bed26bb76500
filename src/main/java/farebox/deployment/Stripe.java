package farebox.deployment;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** How to reach Stripe, and the secrets that its webhooks may be signed with: two while one is being replaced. */
public record Stripe(String secretKey, List<String> webhookSecrets, Optional<URI> apiBase, boolean sandboxed) {
    private static final int SECRETS_MAX = 2;

    /** Whether money is real. */
    public boolean livemode() {
        return secretKey.matches("[sr]k_live_.*");
    }

    @Override
    public String toString() {
        return "Stripe, " + (sandboxed ? "sandboxed" : livemode() ? "live" : "test");
    }

    static Stripe sandbox(String webhookSecret, URI localUrl) {
        var base = URI.create(localUrl + "/sandbox/stripe");
        return new Stripe("sk_test_sandbox", List.of(webhookSecret), Optional.of(base), true);
    }

    static Optional<Stripe> read(Environment environment) {
        var key = environment.text("STRIPE_SECRET_KEY");
        var secrets = environment.list("STRIPE_WEBHOOK_SECRET");
        var base = environment.webAddress("STRIPE_API_BASE");
        if (key.isEmpty()) {
            refuseOrphans(environment);
            return Optional.empty();
        }
        if (!key.get().matches("[sr]k_(test|live)_.+"))
            environment.fault("STRIPE_SECRET_KEY must begin with sk_test_, sk_live_, rk_test_ or rk_live_.");
        if (secrets.isEmpty())
            environment.fault("STRIPE_SECRET_KEY is set, but STRIPE_WEBHOOK_SECRET is not: without it anybody could"
                    + " forge a payment.");
        if (secrets.size() > SECRETS_MAX)
            environment.fault("STRIPE_WEBHOOK_SECRET holds " + secrets.size() + " secrets; at most two are allowed.");
        if (!secrets.stream().allMatch(secret -> secret.matches("whsec_.+")))
            environment.fault("STRIPE_WEBHOOK_SECRET must begin with whsec_.");
        return Optional.of(new Stripe(key.get(), secrets, base, false));
    }

    /** Whether Stripe is asked to add tax to prices; the sandbox adds some, too. */
    static boolean automaticTax(Environment environment) {
        var tax = environment.text("STRIPE_TAX").orElse("off");
        if (!tax.matches("automatic|off")) environment.fault("STRIPE_TAX must be automatic or off.");
        return tax.equals("automatic");
    }

    private static void refuseOrphans(Environment environment) {
        for (var name : List.of("STRIPE_WEBHOOK_SECRET", "STRIPE_API_BASE")) {
            if (environment.has(name)) environment.fault(name + " is set, but STRIPE_SECRET_KEY is not.");
        }
    }
}
