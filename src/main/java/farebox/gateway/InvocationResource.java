package farebox.gateway;

import farebox.customer.Customer;
import farebox.gateway.InvocationOutcome.Served;
import farebox.wallet.HoldId;
import farebox.web.IdempotencyKey;
import farebox.web.Page;
import farebox.web.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Invocations as apps ask for them and read them. */
@Path("/v1/invocations")
@RunOnVirtualThread
class InvocationResource {
    private final Requests requests;
    private final Gateway gateway;
    private final Invocations invocations;
    private final Refusals refusals;

    InvocationResource(Requests requests, Gateway gateway, Invocations invocations, Refusals refusals) {
        this.requests = requests;
        this.gateway = gateway;
        this.invocations = invocations;
        this.refusals = refusals;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response invoke(
            @RestHeader(IdempotencyKey.HEADER) String key,
            @RequestBody(content = @Content(schema = @Schema(implementation = InvocationBody.class))) byte[] body)
            throws IOException {
        var asked = requests.asked(key, body);
        // A price or limit that has changed meanwhile does not stand between a caller and what was paid for.
        var earlier = requests.knownPayer(asked.customer())
                .flatMap(payer -> asked.key()
                        .flatMap(sent -> gateway.earlier(payer, sent))
                        .map(outcome -> answer(payer, outcome)));
        if (earlier.isPresent()) return earlier.get();
        var work = requests.work(asked);
        return answer(work.customer(), gateway.invoke(work));
    }

    private Response answer(Customer customer, InvocationOutcome outcome) {
        return switch (outcome) {
            case Served served -> answer(served);
            case InvocationOutcome refused -> refusals.of(customer, refused);
        };
    }

    private Response answer(Served served) {
        var invocation = served.invocation();
        var response = Response.ok(InvocationView.of(invocation, served.texts(), requests.caller()))
                .header("Farebox-Invocation-Id", invocation.id())
                .header("Farebox-Credits-Charged", invocation.bill().charged().amount())
                .header(
                        "Farebox-Credits-Available",
                        invocation.bill().available().amount());
        if (served.replayed()) response.header(IdempotencyKey.REPLAYED, true);
        return response.build();
    }

    @GET
    @Path("{id}")
    public InvocationView receipt(@RestPath String id) {
        return Invocation.holdOf(id)
                .flatMap(invocations::find)
                .filter(found -> found.who().app() == requests.caller().app())
                .map(found -> InvocationView.receipt(found, requests.caller(), invocations.attempts(found.hold())))
                .orElseThrow(
                        () -> Problem.notFound("There is no such invocation.").exception());
    }

    @GET
    public Page<InvocationView> list(@RestQuery String customer, @RestQuery String cursor, @RestQuery Integer limit) {
        var size = Page.limit(limit);
        var after = Optional.ofNullable(cursor).map(InvocationResource::named);
        var filter = Invocations.Filter.of(requests.customer(customer).no());
        return Page.of(invocations.page(filter, after, size + 1), size, Invocation::id)
                .map(found -> InvocationView.of(found, Optional.empty(), requests.caller()));
    }

    private static HoldId named(String cursor) {
        return Invocation.holdOf(cursor)
                .orElseThrow(() -> Problem.invalid("cursor", "cursor is not one that was given out here.")
                        .exception());
    }
}
