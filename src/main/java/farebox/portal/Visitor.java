package farebox.portal;

import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.deployment.Deployment;
import farebox.portal.PortalSessions.Session;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.Optional;

/** Whoever looks at the portal in this request, known by the session cookie. */
@Named
@RequestScoped
class Visitor {
    private static final String COOKIE = "farebox-portal";
    private static final int SECONDS = 12 * 60 * 60;

    private final RoutingContext routing;
    private final PortalSessions sessions;
    private final Customers customers;
    private final Deployment deployment;
    private Optional<Session> session;

    Visitor(RoutingContext routing, PortalSessions sessions, Customers customers, Deployment deployment) {
        this.routing = routing;
        this.sessions = sessions;
        this.customers = customers;
        this.deployment = deployment;
    }

    /** The customer; a visitor without a session is led to the page that says how to come in. */
    public Customer customer() {
        return session()
                .flatMap(found -> customers.byNo(found.customer()))
                .orElseThrow(() -> new RedirectionException(Status.SEE_OTHER, URI.create("/portal")));
    }

    public boolean isKnown() {
        return session().isPresent();
    }

    /** Where the customer came from, or null. */
    public String returnUrl() {
        return session().flatMap(Session::returnUrl).map(URI::toString).orElse(null);
    }

    /** Whether the page at this address, or one below it, is shown. */
    public boolean isAt(String address) {
        var path = routing.normalizedPath();
        return path.equals(address) || !address.equals("/portal") && path.startsWith(address + "/");
    }

    /** Signs the customer in, in place of whoever was before. */
    NewCookie enter(Session entered) {
        leave();
        return cookie(sessions.open(entered), SECONDS);
    }

    /** Signs out. */
    NewCookie leave() {
        token().ifPresent(sessions::close);
        return cookie("", 0);
    }

    private Optional<Session> session() {
        if (session == null) session = token().flatMap(sessions::find);
        return session;
    }

    private Optional<String> token() {
        return Optional.ofNullable(routing.request().getCookie(COOKIE)).map(cookie -> cookie.getValue());
    }

    // Lax, since Stripe's page leads back here from another site.
    private NewCookie cookie(String token, int seconds) {
        return new NewCookie.Builder(COOKIE)
                .value(token)
                .path("/portal")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(deployment.publicUrl().getScheme().equals("https"))
                .sameSite(SameSite.LAX)
                .build();
    }
}
