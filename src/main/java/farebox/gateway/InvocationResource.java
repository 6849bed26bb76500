package farebox.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
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
    private final Serving serving;
    private final Invocations invocations;
    private final Corrections corrections;
    private final ObjectMapper mapper;

    InvocationResource(
            Requests requests, Serving serving, Invocations invocations, Corrections corrections, ObjectMapper mapper) {
        this.corrections = corrections;
        this.requests = requests;
        this.serving = serving;
        this.invocations = invocations;
        this.mapper = mapper;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response invoke(
            @RestHeader(IdempotencyKey.HEADER) String key,
            @RequestBody(content = @Content(schema = @Schema(implementation = InvocationBody.class))) byte[] body)
            throws IOException {
        var request = InvocationBody.read(mapper, body);
        if (request.streamed()) return serving.tell(serving.open(request, key, body), new Events(requests.caller()));
        var served = serving.serve(request, key, body);
        var view = InvocationView.of(served, requests.caller());
        return serving.answer(served, view).build();
    }

    @GET
    @Path("{id}")
    public InvocationView receipt(@RestPath String id) {
        return Invocation.holdOf(id)
                .flatMap(invocations::find)
                .filter(found -> found.who().app() == requests.caller().app())
                .map(found -> InvocationView.receipt(
                        found, requests.caller(), invocations.attempts(found.hold()), corrections.of(found.hold())))
                .orElseThrow(
                        () -> Problem.notFound("There is no such invocation.").exception());
    }

    @GET
    public Page<InvocationView> list(@RestQuery String customer, @RestQuery String cursor, @RestQuery String limit) {
        var size = Page.limit(limit);
        var after = Page.after(cursor, Invocation::holdOf);
        var filter = Invocations.Filter.of(requests.customer(customer).no());
        return Page.of(invocations.page(filter, after, size + 1), size, Invocation::id)
                .map(found -> InvocationView.of(found, requests.caller()));
    }
}
