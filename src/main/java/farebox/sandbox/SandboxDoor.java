package farebox.sandbox;

import farebox.deployment.Deployment;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** The one way into the sandbox: shut, half by half, as soon as that half's real keys are set. */
@ApplicationScoped
class SandboxDoor {
    private static final int AFTER_ADDRESSES = 930;
    private static final String STRIPE = "/sandbox/stripe";
    private static final String BEDROCK = "/sandbox/bedrock";

    private final Deployment deployment;

    SandboxDoor(Deployment deployment) {
        this.deployment = deployment;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::admit, AFTER_ADDRESSES);
    }

    private void admit(RoutingContext request) {
        var path = request.normalizedPath();
        if (isShut(path, deployment.stripe().sandboxed(), deployment.bedrock().sandboxed())) {
            request.response().setStatusCode(404).end();
            return;
        }
        if (isWithin(path, STRIPE)) hideForm(request);
        request.next();
    }

    static boolean isShut(String path, boolean stripeSandboxed, boolean bedrockSandboxed) {
        if (isWithin(path, STRIPE)) return !stripeSandboxed;
        if (isWithin(path, BEDROCK)) return !bedrockSandboxed;
        return isWithin(path, "/sandbox") && !stripeSandboxed && !bedrockSandboxed;
    }

    private static boolean isWithin(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    // Stripe is a foreign site to Farebox, so no form sent there can carry our CSRF token, which the application
    // demands of every form. As plain text it passes, and the sandbox reads it as Stripe would.
    private static void hideForm(RoutingContext request) {
        var headers = request.request().headers();
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED)) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_PLAIN);
        }
    }
}
