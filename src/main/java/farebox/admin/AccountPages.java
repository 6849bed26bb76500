package farebox.admin;

import farebox.web.Flash;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestForm;

/** What operators change about themselves: their password. */
@Path("/admin/account")
@RunOnVirtualThread
class AccountPages {
    private static final String PAGE = "/admin/account";

    @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Account(Operator operator, String fault) implements TemplateInstance {}

    private final Operators operators;
    private final OperatorSessions sessions;
    private final Door door;
    private final Audit audit;
    private final Flash flash;

    AccountPages(Operators operators, OperatorSessions sessions, Door door, Audit audit, Flash flash) {
        this.operators = operators;
        this.sessions = sessions;
        this.door = door;
        this.audit = audit;
        this.flash = flash;
    }

    @GET
    public TemplateInstance account() {
        return page(null);
    }

    /** Whoever knows the old password elsewhere is signed out. */
    @POST
    public Response changePassword(
            @RestForm String current, @RestForm String password, @RestCookie(OperatorSessions.COOKIE) String token) {
        var me = me();
        switch (door.opens(me.email(), current)) {
            case TOO_OFTEN -> {
                return again(429, "Too many wrong passwords. Wait a quarter of an hour, then try again.");
            }
            case NO -> {
                return again(422, "That is not your password.");
            }
            case YES -> {}
        }
        var fault = Operators.fault(me.email(), password == null ? "" : password);
        if (fault.isPresent()) return again(422, fault.get());
        // Not before: a guess counts for others at once, in no transaction of ours.
        QuarkusTransaction.requiringNew().run(() -> {
            operators.setPassword(me.no(), password);
            sessions.closeOthers(me.no(), token);
            audit.note("own password changed", me.email(), "");
        });
        return flash.done(PAGE, "Your password is changed, and you are signed out everywhere else.");
    }

    private Operator me() {
        return operators.find(audit.operator()).orElseThrow();
    }

    private Response again(int status, String fault) {
        return Response.status(status).entity(page(fault)).build();
    }

    private Account page(String fault) {
        return new Account(me(), fault);
    }
}
