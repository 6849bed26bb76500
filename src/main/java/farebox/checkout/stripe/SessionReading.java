package farebox.checkout.stripe;

import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.model.checkout.Session.TotalDetails;
import com.stripe.param.checkout.SessionRetrieveParams;
import farebox.checkout.PayPages.Amounts;
import farebox.checkout.PayPages.PayPage;
import farebox.checkout.PayPages.Stage;
import farebox.money.Usd;
import java.util.Optional;
import java.util.Set;

/** Reads a session of the SDK as a pay page. What Stripe leaves out becomes a value that matches nothing. */
final class SessionReading {
    /** The words that mean money, or that none was asked for; any other word, or none, credits nothing. */
    private static final Set<String> PAID = Set.of("paid", "no_payment_required");

    static final SessionRetrieveParams WITH_PAYMENT = SessionRetrieveParams.builder()
            .addExpand("payment_intent.latest_charge.balance_transaction")
            .build();

    private static final long UNKNOWN = -1;

    private SessionReading() {}

    static PayPage page(Session session) {
        var payment = Optional.ofNullable(session.getPaymentIntentObject());
        return new PayPage(
                session.getId(),
                Optional.ofNullable(session.getClientReferenceId()).orElse(""),
                stage(session, payment),
                amounts(session),
                Boolean.TRUE.equals(session.getLivemode()),
                payment.map(PaymentIntent::getId),
                payment.flatMap(SessionReading::fee));
    }

    /** A complete session says nothing of money: only its payment status does. */
    private static Stage stage(Session session, Optional<PaymentIntent> payment) {
        if (PAID.contains(String.valueOf(session.getPaymentStatus()))) return Stage.PAID;
        return switch (String.valueOf(session.getStatus())) {
            case "open" -> Stage.OPEN;
            case "expired" -> Stage.EXPIRED;
            default -> payment.filter(SessionReading::hasFailed).isPresent() ? Stage.FAILED : Stage.PROCESSING;
        };
    }

    /** A delayed payment that fails goes back to where it began. */
    private static boolean hasFailed(PaymentIntent payment) {
        return "requires_payment_method".equals(payment.getStatus()) || "canceled".equals(payment.getStatus());
    }

    private static Amounts amounts(Session session) {
        return new Amounts(
                Optional.ofNullable(session.getCurrency()).orElse("unknown currency"),
                Optional.ofNullable(session.getAmountSubtotal()).orElse(UNKNOWN),
                Optional.ofNullable(session.getTotalDetails())
                        .map(TotalDetails::getAmountTax)
                        .orElse(0L),
                Optional.ofNullable(session.getAmountTotal()).orElse(UNKNOWN));
    }

    private static Optional<Usd> fee(PaymentIntent payment) {
        return Optional.ofNullable(payment.getLatestChargeObject())
                .map(Charge::getBalanceTransactionObject)
                .filter(transaction -> "usd".equals(transaction.getCurrency()))
                .map(transaction -> Usd.ofCents(transaction.getFee()));
    }
}
