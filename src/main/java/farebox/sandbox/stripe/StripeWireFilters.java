package farebox.sandbox.stripe;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Asks for the key, signs the answers and words the refusals. */
class StripeWireFilters {
    private static final String VERSION = "2026-07-29.dahlia";
    private static final Pattern TEST_KEY = Pattern.compile("Bearer [sr]k_test_\\w+");

    @StripeWire
    @ServerRequestFilter
    public Optional<Response> askForKey(ContainerRequestContext request) {
        var authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (authorization != null && TEST_KEY.matcher(authorization).matches()) return Optional.empty();
        var message = authorization == null
                ? "You did not provide an API key. Send it as a bearer token: 'Authorization: Bearer YOUR_SECRET_KEY'."
                : "Invalid API Key provided. The sandbox takes any key that begins with sk_test_.";
        return Optional.of(Response.status(401)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(StripeError.unauthorized(message).body())
                .build());
    }

    @StripeWire
    @ServerResponseFilter
    public void sign(ContainerResponseContext response) {
        response.getHeaders().putSingle("Request-Id", Ids.next("req_"));
        response.getHeaders().putSingle("Stripe-Version", VERSION);
    }

    @ServerExceptionMapper
    public Response refuse(StripeError error) {
        return Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(error.body())
                .build();
    }
}
