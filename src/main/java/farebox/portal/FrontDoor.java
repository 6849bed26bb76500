package farebox.portal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The bare address leads to the portal, which shows operators their own door. */
@Path("/")
class FrontDoor {
    @GET
    public Response open() {
        return Response.seeOther(URI.create("/portal")).build();
    }
}
