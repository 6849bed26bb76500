package farebox.portal;

import farebox.customer.PortalLinks;
import farebox.portal.PortalSessions.Session;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The way in by a one-time link, and the way out. */
@Path("/portal")
@RunOnVirtualThread
class EntrancePages {
    @CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Enter(String token) implements TemplateInstance {}

    @CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SpentLink(String returnUrl) implements TemplateInstance {}

    private final PortalLinks links;
    private final Visitor visitor;

    EntrancePages(PortalLinks links, Visitor visitor) {
        this.links = links;
        this.visitor = visitor;
    }

    /** Uses nothing up: messengers open links to preview them. */
    @GET
    @Path("enter")
    public TemplateInstance enter(@RestQuery String token) {
        return new Enter(token == null ? "" : token);
    }

    @POST
    @Path("enter")
    public Response open(@RestForm String token) {
        return links.consume(token)
                .map(customer -> new Session(customer, links.returnUrl(token)))
                .map(session -> home().cookie(visitor.enter(session)).build())
                .orElseGet(() -> spent(token));
    }

    @POST
    @Path("sign-out")
    public Response leave() {
        return home().cookie(visitor.leave()).build();
    }

    private Response spent(String token) {
        var returnUrl = links.returnUrl(token).map(URI::toString).orElse(null);
        return Response.status(Response.Status.GONE)
                .entity(new SpentLink(returnUrl))
                .build();
    }

    private static Response.ResponseBuilder home() {
        return Response.seeOther(URI.create("/portal"));
    }
}
