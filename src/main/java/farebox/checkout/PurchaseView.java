package farebox.checkout;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A purchase as apps see it; {@code url} leads to its pay page while that is open. */
record PurchaseView(
        String id,
        String customer,
        String pack,
        long credits,
        long priceCents,
        String currency,
        String state,
        String url,
        Instant openedAt,
        @Schema(ref = "TimeOrNull") Instant creditedAt,
        Map<String, String> metadata,
        boolean livemode) {
    static PurchaseView of(Purchase purchase, String customer, String url, boolean livemode) {
        return new PurchaseView(
                purchase.id().toString(),
                customer,
                purchase.packName(),
                purchase.credits().amount(),
                purchase.priceCents(),
                "usd",
                purchase.state().word(),
                url,
                purchase.openedAt(),
                purchase.creditedAt().orElse(null),
                purchase.metadata(),
                livemode);
    }
}
