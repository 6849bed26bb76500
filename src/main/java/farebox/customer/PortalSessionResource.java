package farebox.customer;

import farebox.customer.PortalLinks.Link;
import farebox.web.Input;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Lets a customer into the portal by a link, which the app hands on. */
@Path("/v1/portal-sessions")
@RunOnVirtualThread
class PortalSessionResource {
    private final CalledCustomers called;
    private final PortalLinks links;

    PortalSessionResource(CalledCustomers called, PortalLinks links) {
        this.called = called;
        this.links = links;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    public Link open(PortalSession session) {
        Input.required("body", session);
        var returnUrl = Input.url("return_url", session.returnUrl);
        return links.issue(called.ensured(session.customer).no(), returnUrl);
    }

    record PortalSession(String customer, String returnUrl) {}
}
