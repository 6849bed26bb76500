package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farebox.deployment.Deployment;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;

/** What Stripe's API lets a merchant make and change. */
@Path("/sandbox/stripe/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@StripeWire
class StripeWrites {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final Sessions sessions;
    private final Customers customers;
    private final Refunds refunds;
    private final Expansion expansion;
    private final IdempotentAnswers answers;
    private final Deployment deployment;

    StripeWrites(
            Sessions sessions,
            Customers customers,
            Refunds refunds,
            Expansion expansion,
            IdempotentAnswers answers,
            Deployment deployment) {
        this.sessions = sessions;
        this.customers = customers;
        this.refunds = refunds;
        this.expansion = expansion;
        this.answers = answers;
        this.deployment = deployment;
    }

    @POST
    @Path("checkout/sessions")
    public Response createSession(@HeaderParam(IDEMPOTENCY_KEY) String key, UriInfo uri, String form) {
        return answer(key, uri, form, params -> sessions.create(params, deployment.publicUrl()));
    }

    @POST
    @Path("checkout/sessions/{id}/expire")
    public Response expireSession(
            @RestPath String id, @HeaderParam(IDEMPOTENCY_KEY) String key, UriInfo uri, String form) {
        return answer(key, uri, form, params -> sessions.expire(id));
    }

    @POST
    @Path("customers")
    public Response createCustomer(@HeaderParam(IDEMPOTENCY_KEY) String key, UriInfo uri, String form) {
        return answer(key, uri, form, customers::create);
    }

    @POST
    @Path("refunds")
    public Response createRefund(@HeaderParam(IDEMPOTENCY_KEY) String key, UriInfo uri, String form) {
        return answer(key, uri, form, refunds::create);
    }

    private Response answer(String key, UriInfo uri, String form, Function<Params, ObjectNode> work) {
        var params = Params.parse(form);
        var fingerprint = uri.getPath() + " " + new TreeMap<>(params.values());
        var answer = answers.answer(
                Optional.ofNullable(key),
                fingerprint,
                () -> expansion
                        .expand(work.apply(params), params.list("expand"))
                        .toString());
        var response = Response.ok(answer.json());
        if (key != null) response.header(IDEMPOTENCY_KEY, key);
        if (answer.replayed()) response.header("Idempotent-Replayed", "true");
        return response.build();
    }
}
