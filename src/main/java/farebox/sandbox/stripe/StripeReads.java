package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;

/** What Stripe's API lets a merchant read: single objects, with others expanded in them, and lists. */
@Path("/sandbox/stripe/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@StripeWire
class StripeReads {
    private static final String COLLECTIONS = "checkout/sessions|balance_transactions|charges|customers|disputes|events"
            + "|payment_intents|payouts|radar/early_fraud_warnings|refunds";

    private static final Map<String, Set<String>> FILTERS = Map.of(
            "balance_transaction", Set.of("source"),
            "charge", Set.of("customer", "payment_intent"),
            "checkout.session", Set.of("customer", "payment_intent", "status"),
            "customer", Set.of("email"),
            "dispute", Set.of("charge", "payment_intent"),
            "event", Set.of(),
            "payment_intent", Set.of("customer"),
            "payout", Set.of("status"),
            "radar.early_fraud_warning", Set.of("charge", "payment_intent"),
            "refund", Set.of("charge", "payment_intent"));
    private static final Set<String> PAGING = Set.of("limit", "starting_after", "expand[]");
    private static final long PAGE = 10;
    private static final long PAGE_MAX = 100;

    private final Documents documents;
    private final Expansion expansion;

    StripeReads(Documents documents, Expansion expansion) {
        this.documents = documents;
        this.expansion = expansion;
    }

    @GET
    @Path("{collection: " + COLLECTIONS + "}/{id}")
    public ObjectNode one(@RestPath String collection, @RestPath String id, UriInfo uri) {
        return expansion.expand(
                find(collection, id), query(uri).only(Set.of("expand[]")).list("expand"));
    }

    @GET
    @Path("checkout/sessions/{id}/line_items")
    public ObjectNode lineItems(@RestPath String id, UriInfo uri) {
        query(uri).only(PAGING);
        return (ObjectNode) find("checkout/sessions", id).path("line_items");
    }

    // Addresses that are posted to as well are spelt out: a literal address hides the pattern from other methods.
    @GET
    @Path("checkout/sessions")
    public ObjectNode sessions(UriInfo uri) {
        return list("checkout/sessions", uri);
    }

    @GET
    @Path("customers")
    public ObjectNode customers(UriInfo uri) {
        return list("customers", uri);
    }

    @GET
    @Path("refunds")
    public ObjectNode refunds(UriInfo uri) {
        return list("refunds", uri);
    }

    /** A pattern of its own for lists would never be asked: the one for whatever is unknown goes before it. */
    @GET
    @Path("{path: .+}")
    public ObjectNode others(@RestPath String path, UriInfo uri) {
        if (!path.matches(COLLECTIONS)) throw StripeError.unknownUrl("GET", "/v1/" + path);
        return list(path, uri);
    }

    private ObjectNode list(String collection, UriInfo uri) {
        var kind = kindOf(collection);
        var params = query(uri);
        var known = new HashSet<>(PAGING);
        known.addAll(FILTERS.get(kind));
        if (kind.equals("event")) known.addAll(Set.of("types[]", "created[gte]"));
        params.only(known);
        var pattern = JsonNodeFactory.instance.objectNode();
        FILTERS.get(kind).forEach(name -> params.text(name).ifPresent(value -> pattern.put(name, value)));
        var limit = Math.clamp(params.whole("limit").orElse(PAGE), 1, PAGE_MAX);
        var since = params.whole("created[gte]").orElse(0);
        var found =
                documents.list(kind, pattern, params.list("types"), since, params.text("starting_after"), limit + 1);
        return page("/v1/" + collection, found, (int) limit, params);
    }

    @POST
    @Path("{path: .+}")
    public ObjectNode unknownPost(@RestPath String path) {
        throw StripeError.unknownUrl("POST", "/v1/" + path);
    }

    @DELETE
    @Path("{path: .+}")
    public ObjectNode unknownDelete(@RestPath String path) {
        throw StripeError.unknownUrl("DELETE", "/v1/" + path);
    }

    private ObjectNode page(String url, List<ObjectNode> found, int limit, Params params) {
        var page = JsonNodeFactory.instance.objectNode().put("object", "list").put("url", url);
        page.put("has_more", found.size() > limit);
        var paths = params.list("expand").stream()
                .map(path -> path.replaceFirst("^data\\.", ""))
                .toList();
        var data = page.putArray("data");
        found.stream().limit(limit).forEach(object -> data.add(expansion.expand(object, paths)));
        return page;
    }

    private ObjectNode find(String collection, String id) {
        var kind = kindOf(collection);
        return documents
                .find(id)
                .filter(document -> document.path("object").asText().equals(kind))
                .orElseThrow(() -> StripeError.noSuch(kind, id, "id"));
    }

    // The collections are named after what they hold: checkout/sessions holds checkout.session.
    private static String kindOf(String collection) {
        return collection.substring(0, collection.length() - 1).replace('/', '.');
    }

    private static Params query(UriInfo uri) {
        return Params.parse(Objects.requireNonNullElse(uri.getRequestUri().getRawQuery(), ""));
    }
}
