package farebox.admin;

import farebox.deployment.Deployment;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The door: signing in and out. */
@Path("/admin")
class LoginPages {
    @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Login(String email, String to, String fault) implements TemplateInstance {}

    private final Door door;
    private final OperatorSessions sessions;
    private final Deployment deployment;

    LoginPages(Door door, OperatorSessions sessions, Deployment deployment) {
        this.door = door;
        this.sessions = sessions;
        this.deployment = deployment;
    }

    @GET
    @Path("login")
    public TemplateInstance login(@RestQuery String to) {
        return new Login("", to, null);
    }

    @POST
    @Path("login")
    public Response signIn(@RestForm String email, @RestForm String password, @RestForm String to) {
        var name = Operators.normal(email == null ? "" : email);
        switch (door.opens(name, password)) {
            case TOO_OFTEN -> {
                return again(429, email, to, "Too many wrong passwords. Wait a quarter of an hour, then try again.");
            }
            case NO -> {
                return again(401, email, to, "That e-mail and password do not belong together.");
            }
            case YES -> {}
        }
        return Response.seeOther(page(to))
                .cookie(cookie(sessions.open(name), -1))
                .build();
    }

    @POST
    @Path("sign-out")
    public Response signOut(@RestCookie(OperatorSessions.COOKIE) String token) {
        sessions.close(token);
        return Response.seeOther(URI.create("/admin/login"))
                .cookie(cookie("", 0))
                .build();
    }

    private static Response again(int status, String email, String to, String fault) {
        return Response.status(status).entity(new Login(email, to, fault)).build();
    }

    /** Only our own pages: a link to the login must not lead anywhere else. */
    private static URI page(String to) {
        return URI.create(to != null && to.matches("/admin[\\w/?&=.%+-]*") ? to : "/admin");
    }

    private NewCookie cookie(String token, int seconds) {
        return new NewCookie.Builder(OperatorSessions.COOKIE)
                .value(token)
                .path("/admin")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(deployment.publicUrl().getScheme().equals("https"))
                .sameSite(SameSite.STRICT)
                .build();
    }
}
