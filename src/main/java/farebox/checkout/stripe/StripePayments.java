package farebox.checkout.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.StripeCollection;
import com.stripe.net.RequestOptions;
import com.stripe.param.DisputeRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.RefundRetrieveParams;
import com.stripe.param.radar.EarlyFraudWarningRetrieveParams;
import farebox.checkout.Payments;
import farebox.deployment.Deployment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What became of payments, by Stripe's refunds, disputes, warnings and payouts. */
@Singleton
class StripePayments implements Payments {
    /** What an id of Stripe's may look like; anything else would only end up in a path. */
    private static final Pattern ID = Pattern.compile("[a-z]{2,8}_[A-Za-z0-9_]{1,250}");

    private static final String PAYMENT = "payment_intent";
    private static final long PAGE = 100;

    private final Supplier<StripeClient> clients;

    @Inject
    StripePayments(Deployment deployment) {
        this(() -> StripeClients.client(deployment.stripe()));
    }

    StripePayments(Supplier<StripeClient> clients) {
        this.clients = clients;
    }

    @Override
    public GiveOutcome give(String payment, long cents, UUID id) {
        var order = RefundCreateParams.builder()
                .setPaymentIntent(payment)
                .setAmount(cents)
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                .putMetadata(MoneyBackReading.ASKED, id.toString())
                .addExpand(PAYMENT)
                .build();
        var options = RequestOptions.builder()
                .setIdempotencyKey("farebox-refund-" + id)
                .build();
        try {
            return new GiveOutcome.Given(
                    MoneyBackReading.refund(clients.get().v1().refunds().create(order, options)));
        } catch (StripeException failure) {
            return StripeFailures.mayPass(failure)
                    ? new GiveOutcome.Unavailable(failure.getMessage())
                    : new GiveOutcome.Refused(failure.getMessage());
        }
    }

    @Override
    public Optional<StripeRefund> refund(String id) {
        var expanded = RefundRetrieveParams.builder().addExpand(PAYMENT).build();
        return look(id, stripe -> stripe.v1().refunds().retrieve(id, expanded)).map(MoneyBackReading::refund);
    }

    @Override
    public List<StripeRefund> refundsOf(String payment) {
        var wanted = RefundListParams.builder()
                .setPaymentIntent(payment)
                .setLimit(PAGE)
                .addExpand("data." + PAYMENT)
                .build();
        return look(payment, stripe -> stripe.v1().refunds().list(wanted))
                .map(page -> all(page, MoneyBackReading::refund))
                .orElse(List.of());
    }

    @Override
    public Optional<StripeDispute> dispute(String id) {
        var expanded = DisputeRetrieveParams.builder().addExpand(PAYMENT).build();
        return look(id, stripe -> stripe.v1().disputes().retrieve(id, expanded)).map(MoneyBackReading::dispute);
    }

    @Override
    public Optional<Origin> warning(String id) {
        var expanded =
                EarlyFraudWarningRetrieveParams.builder().addExpand(PAYMENT).build();
        return look(id, stripe -> stripe.v1().radar().earlyFraudWarnings().retrieve(id, expanded))
                .map(warning -> MoneyBackReading.origin(warning.getPaymentIntent(), warning.getPaymentIntentObject()));
    }

    @Override
    public Optional<StripePayout> payout(String id) {
        return look(id, stripe -> stripe.v1().payouts().retrieve(id)).map(MoneyBackReading::payout);
    }

    private interface Look<T> {
        T at(StripeClient stripe) throws StripeException;
    }

    private <T> Optional<T> look(String id, Look<T> look) {
        if (!ID.matcher(id).matches()) return Optional.empty();
        try {
            return Optional.of(look.at(clients.get()));
        } catch (StripeException failure) {
            if (StripeFailures.isNotFound(failure)) return Optional.empty();
            throw new StripeDown(failure.getMessage());
        }
    }

    private static <T extends com.stripe.model.HasId, R> List<R> all(StripeCollection<T> page, Function<T, R> reading) {
        var read = new ArrayList<R>();
        StripeLists.read(page, item -> read.add(reading.apply(item)));
        return read;
    }
}
