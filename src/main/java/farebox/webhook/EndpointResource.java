package farebox.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import farebox.customer.Callers;
import farebox.web.Page;
import farebox.web.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Where the calling app is told; operators register it, and the secret is theirs to hand over. */
@Path("/v1/webhook-endpoints")
@RunOnVirtualThread
class EndpointResource {
    private final Callers callers;
    private final Endpoints endpoints;

    EndpointResource(Callers callers, Endpoints endpoints) {
        this.callers = callers;
        this.endpoints = endpoints;
    }

    /**
     * An endpoint as apps see it.
     *
     * @param offSince since when it is told nothing, as its receiver wanted no more; null: it is told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EndpointView(
            String id,
            String url,
            List<String> types,
            long lowBelow,
            Instant createdAt,
            Instant offSince,
            boolean livemode) {
        static EndpointView of(Endpoint endpoint, boolean livemode) {
            return new EndpointView(
                    endpoint.id(),
                    endpoint.url().toString(),
                    endpoint.types().stream().sorted().toList(),
                    endpoint.lowBelow(),
                    endpoint.createdAt(),
                    endpoint.off().map(Endpoint.Off::since).orElse(null),
                    livemode);
        }
    }

    @GET
    public Page<EndpointView> all(@RestQuery String cursor, @RestQuery String limit) {
        var rows = Page.limit(limit);
        var before = Page.after(cursor, EndpointResource::number).orElse(Integer.MAX_VALUE);
        var caller = callers.current();
        return Page.of(endpoints.of(caller.app(), before, rows + 1), rows, Endpoint::id)
                .map(endpoint -> EndpointView.of(endpoint, caller.livemode()));
    }

    @GET
    @Path("{id}")
    public EndpointView one(@RestPath String id) {
        var caller = callers.current();
        return number(id)
                .flatMap(endpoints::find)
                .filter(endpoint ->
                        endpoint.app() == caller.app() && endpoint.removedAt().isEmpty())
                .map(endpoint -> EndpointView.of(endpoint, caller.livemode()))
                .orElseThrow(() -> Problem.notFound("No webhook endpoint of this app has that id.")
                        .exception());
    }

    private static Optional<Integer> number(String id) {
        return Optional.of(id)
                .filter(text -> text.matches("we_\\d{1,9}"))
                .map(text -> Integer.valueOf(text.substring(3)));
    }
}
