package farebox.checkout.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.checkout.Inbox;
import farebox.checkout.StripeNotice;
import farebox.deployment.Deployment;
import farebox.web.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestHeader;

/** Where Stripe sends its events: kept when genuine, refused otherwise, and never worked on while it waits. */
@Path("/webhooks/stripe")
@RunOnVirtualThread
class StripeWebhooks {
    private static final int BODY_BYTES_MAX = 256 * 1024;

    private final Signatures signatures;
    private final Deployment deployment;
    private final Inbox inbox;
    private final ObjectMapper json;

    StripeWebhooks(Signatures signatures, Deployment deployment, Inbox inbox, ObjectMapper json) {
        this.signatures = signatures;
        this.deployment = deployment;
        this.inbox = inbox;
        this.json = json;
    }

    @POST
    public Response receive(InputStream body, @RestHeader("Stripe-Signature") String signature) throws IOException {
        return genuine(body.readNBytes(BODY_BYTES_MAX + 1), signature)
                .map(this::keep)
                .orElseGet(() -> Problem.of(
                                400,
                                "invalid_request",
                                "Not an event for this Farebox",
                                "Its signature, its size, its mode or its form is not right. Nothing was kept.")
                        .response());
    }

    private Optional<StripeNotice> genuine(byte[] bytes, String signature) {
        if (bytes.length > BODY_BYTES_MAX) return Optional.empty();
        var body = new String(bytes, StandardCharsets.UTF_8);
        if (!signatures.isGenuine(body, signature)) return Optional.empty();
        return StripeNotice.read(body, json)
                .filter(notice -> notice.livemode() == deployment.stripe().livemode());
    }

    private Response keep(StripeNotice notice) {
        inbox.receive(notice);
        return Response.ok().build();
    }
}
