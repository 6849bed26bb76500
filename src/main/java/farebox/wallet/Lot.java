package farebox.wallet;

import farebox.money.Credits;
import farebox.money.Usd;
import java.time.Instant;
import java.util.Optional;

/**
 * Credits that came in together, with one price.
 *
 * @param source 'purchase:…' or 'grant:…'
 * @param paid what was paid for all of it, net of tax
 * @param fee what Stripe kept of it, once known
 * @param valueOut how much of what was paid has left with spent, expired or revoked credits
 */
public record Lot(
        long lot,
        String source,
        String note,
        Credits credits,
        Credits remaining,
        Usd paid,
        Optional<Usd> fee,
        Usd valueOut,
        Instant openedAt,
        Optional<Instant> expiresAt) {
    /** The id of the grant that brought it; empty where it was bought. */
    public Optional<String> grantId() {
        return Optional.of(source)
                .filter(text -> text.startsWith("grant:"))
                .map(text -> text.substring("grant:".length()));
    }
}
