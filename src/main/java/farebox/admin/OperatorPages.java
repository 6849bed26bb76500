package farebox.admin;

import farebox.admin.OperatorOutcome.Changed;
import farebox.admin.OperatorOutcome.LastAdmin;
import farebox.admin.Typed.Mistyped;
import farebox.web.Flash;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The operators: who may sign in, and what they may do. */
@Path("/admin/operators")
@RunOnVirtualThread
class OperatorPages {
    private static final String PAGE = "/admin/operators";
    private static final String LAST = "Nobody else could change anything then. Make somebody else an admin first.";

    @CheckedTemplate(basePath = "admin/operators", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(List<Operator> operators, OperatorForm form, String fault) implements TemplateInstance {}

    @CheckedTemplate(basePath = "admin/operators", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Password(Operator operator, String password) implements TemplateInstance {}

    private final Operators operators;
    private final OperatorSessions sessions;
    private final Audit audit;
    private final Flash flash;

    OperatorPages(Operators operators, OperatorSessions sessions, Audit audit, Flash flash) {
        this.operators = operators;
        this.sessions = sessions;
        this.audit = audit;
        this.flash = flash;
    }

    @GET
    public TemplateInstance index() {
        return page(OperatorForm.BLANK, null);
    }

    @POST
    @Transactional
    public Response add(@BeanParam OperatorForm form) {
        try {
            var password = Operators.randomPassword();
            if (!operators.create(form.address(), password, form.typedName(), form.chosen()))
                throw new Mistyped("There is an operator with this e-mail address.");
            return shown("operator added", operators.find(form.address()).orElseThrow(), password);
        } catch (Mistyped wrong) {
            return Typed.again(page(form, wrong.getMessage()));
        }
    }

    @POST
    @Path("{no}/password")
    @Transactional
    public Response replacePassword(@RestPath int no) {
        var operator = operator(no);
        var password = Operators.randomPassword();
        operators.setPassword(no, password);
        sessions.closeAll(no);
        return shown("operator's password replaced", operator, password);
    }

    @POST
    @Path("{no}/suspension")
    @Transactional
    public Response switchOff(@RestPath int no) {
        var operator = operator(no);
        return switch (operators.switchOff(no)) {
            case Changed() -> {
                sessions.closeAll(no);
                audit.note("operator switched off", operator.email(), "");
                yield flash.done(PAGE, operator.name() + " is signed out, and cannot sign in any more.");
            }
            case LastAdmin() -> flash.refused(PAGE, LAST);
        };
    }

    @POST
    @Path("{no}/use")
    @Transactional
    public Response switchOn(@RestPath int no) {
        var operator = operator(no);
        operators.switchOn(no);
        audit.note("operator switched on", operator.email(), "");
        return flash.done(PAGE, operator.name() + " may sign in again.");
    }

    @POST
    @Path("{no}/role")
    @Transactional
    public Response assign(@RestPath int no, @RestForm String role) {
        var operator = operator(no);
        var assigned = Role.of(role).orElseThrow(NotFoundException::new);
        return switch (operators.assign(no, assigned)) {
            case Changed() -> {
                audit.note(
                        "operator's role changed",
                        operator.email(),
                        operator.role().word() + " → " + role);
                yield flash.done(PAGE, operator.name() + " is " + assigned.words() + " now.");
            }
            case LastAdmin() -> flash.refused(PAGE, LAST);
        };
    }

    /** The answer itself shows the password, as it may be in no cookie, address or log; it is not shown again. */
    private Response shown(String action, Operator operator, String password) {
        audit.note(action, operator.email(), operator.role().word());
        return Response.ok(new Password(operator, password)).build();
    }

    private Operator operator(int no) {
        return operators.find(no).orElseThrow(NotFoundException::new);
    }

    private Index page(OperatorForm form, String fault) {
        return new Index(operators.all(), form, fault);
    }
}
