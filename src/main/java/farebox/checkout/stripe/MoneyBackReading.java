package farebox.checkout.stripe;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Payout;
import com.stripe.model.Refund;
import farebox.checkout.Payments.Origin;
import farebox.checkout.Payments.PayoutState;
import farebox.checkout.Payments.StripeDispute;
import farebox.checkout.Payments.StripePayout;
import farebox.checkout.Payments.StripeRefund;
import farebox.checkout.PurchaseDispute;
import farebox.checkout.PurchaseRefund;
import farebox.money.Usd;
import farebox.wallet.Dispute.Funds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads refunds, disputes and payouts of the SDK. A word that we do not know is refused, and so tried again and shown. */
final class MoneyBackReading {
    /** The refund's metadata that holds our id of it. */
    static final String ASKED = "refund";

    private MoneyBackReading() {}

    static StripeRefund refund(Refund refund) {
        inDollars(refund.getId(), refund.getCurrency());
        return new StripeRefund(
                refund.getId(),
                origin(refund.getPaymentIntent(), refund.getPaymentIntentObject()),
                refund.getAmount(),
                state(refund),
                metadata(refund.getMetadata(), ASKED).flatMap(MoneyBackReading::uuid),
                Optional.ofNullable(refund.getReason())
                        .map(reason -> "Made at Stripe: " + reason.replace('_', ' '))
                        .orElse("Made at Stripe"));
    }

    static StripeDispute dispute(Dispute dispute) {
        inDollars(dispute.getId(), dispute.getCurrency());
        var moved = Optional.ofNullable(dispute.getBalanceTransactions()).orElse(List.of());
        return new StripeDispute(
                dispute.getId(),
                origin(dispute.getPaymentIntent(), dispute.getPaymentIntentObject()),
                dispute.getAmount(),
                state(dispute),
                moved.stream()
                        .filter(funds -> isInDollars(funds.getCurrency()))
                        .sorted(Comparator.comparing(BalanceTransaction::getCreated))
                        .map(MoneyBackReading::funds)
                        .toList(),
                moved.stream()
                        .filter(funds -> !isInDollars(funds.getCurrency()))
                        .map(funds -> funds.getId() + " is in " + funds.getCurrency())
                        .findFirst());
    }

    /** What Stripe takes counts there below zero, but for its fees. */
    private static Funds funds(BalanceTransaction moved) {
        return new Funds(moved.getId(), Usd.ofCents(-moved.getAmount()), Usd.ofCents(moved.getFee()));
    }

    /** Whatever its currency: an operator may have recorded it in dollars. */
    static StripePayout payout(Payout payout) {
        var failure = Optional.ofNullable(payout.getFailureMessage()).map(why -> ": " + why);
        return new StripePayout(
                payout.getId(),
                payout.getAmount(),
                payout.getCurrency(),
                state(payout),
                LocalDate.ofInstant(Instant.ofEpochSecond(payout.getArrivalDate()), ZoneOffset.UTC),
                state(payout) == PayoutState.FAILED ? "It failed at Stripe" + failure.orElse("") : "Read from Stripe");
    }

    static Origin origin(String payment, PaymentIntent expanded) {
        var metadata = expanded == null ? null : expanded.getMetadata();
        return new Origin(
                Optional.ofNullable(payment).orElse(""),
                metadata(metadata, "purchase").orElse(""));
    }

    private static PurchaseRefund.State state(Refund refund) {
        return switch (String.valueOf(refund.getStatus())) {
            case "pending", "requires_action" -> PurchaseRefund.State.PENDING;
            case "succeeded" -> PurchaseRefund.State.SUCCEEDED;
            case "failed", "canceled" -> PurchaseRefund.State.FAILED;
            default -> throw new IllegalStateException(refund.getId() + " is " + refund.getStatus());
        };
    }

    private static PurchaseDispute.State state(Dispute dispute) {
        return switch (String.valueOf(dispute.getStatus())) {
            case "warning_needs_response", "warning_under_review" -> PurchaseDispute.State.INQUIRY;
            case "warning_closed", "prevented" -> PurchaseDispute.State.CLOSED;
            case "needs_response", "under_review" -> PurchaseDispute.State.OPEN;
            case "won" -> PurchaseDispute.State.WON;
            case "lost" -> PurchaseDispute.State.LOST;
            default -> throw new IllegalStateException(dispute.getId() + " is " + dispute.getStatus());
        };
    }

    private static PayoutState state(Payout payout) {
        return switch (String.valueOf(payout.getStatus())) {
            case "pending", "in_transit" -> PayoutState.UNDER_WAY;
            case "paid" -> PayoutState.PAID;
            case "failed", "canceled" -> PayoutState.FAILED;
            default -> throw new IllegalStateException(payout.getId() + " is " + payout.getStatus());
        };
    }

    private static void inDollars(String id, String currency) {
        if (!isInDollars(currency)) throw new IllegalStateException(id + " is in " + currency);
    }

    private static boolean isInDollars(String currency) {
        return "usd".equals(currency);
    }

    private static Optional<String> metadata(Map<String, String> metadata, String key) {
        return Optional.ofNullable(metadata).map(pairs -> pairs.get(key));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException anothers) {
            return Optional.empty();
        }
    }
}
