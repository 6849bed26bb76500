package farebox.checkout.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import farebox.deployment.Deployment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Tells events that Stripe signed from any others. */
@Singleton
class Signatures {
    private static final Duration TOLERANCE = Duration.ofSeconds(300);
    private static final int HEADER_LENGTH_MAX = 2_000;
    private static final Pattern TIME = Pattern.compile("(?:^|,)\\s*t=([^,]*)");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    private final Deployment deployment;
    private final Clock clock;

    Signatures(Deployment deployment, Clock clock) {
        this.deployment = deployment;
        this.clock = clock;
    }

    boolean isGenuine(String body, String header) {
        return isGenuine(body, header, deployment.stripe().webhookSecrets(), clock);
    }

    /** Signed with one of the secrets within five minutes of now; two secrets are valid while one replaces the other. */
    static boolean isGenuine(String body, String header, List<String> secrets, Clock clock) {
        return header != null
                && header.length() <= HEADER_LENGTH_MAX
                && isRecent(header, clock.instant())
                // Anybody could sign with an empty secret.
                && secrets.stream()
                        .filter(secret -> !secret.isBlank())
                        .anyMatch(secret -> verifies(body, header, secret, clock));
    }

    /** The SDK bounds the past only, so the future is bounded here; a second time could hide the one that counts. */
    private static boolean isRecent(String header, Instant now) {
        var times = TIME.matcher(header).results().map(found -> found.group(1)).toList();
        if (times.size() != 1 || !SECONDS.matcher(times.getFirst()).matches()) return false;
        var signedAt = Instant.ofEpochSecond(Long.parseLong(times.getFirst()));
        return Duration.between(signedAt, now).abs().compareTo(TOLERANCE) <= 0;
    }

    private static boolean verifies(String body, String header, String secret, Clock clock) {
        try {
            return Webhook.Signature.verifyHeader(body, header, secret, TOLERANCE.toSeconds(), clock);
        } catch (SignatureVerificationException forged) {
            return false;
        } catch (RuntimeException malformed) {
            // The SDK reads an item without a value past its end.
            return false;
        }
    }
}
