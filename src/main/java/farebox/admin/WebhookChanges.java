package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.customer.Apps;
import farebox.deployment.Deployment;
import farebox.web.Flash;
import farebox.webhook.Deliveries;
import farebox.webhook.Endpoints;
import farebox.webhook.Endpoints.Registered;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;

/** Changes to where apps are told, and the button that tells them again. */
@Path("/admin/webhooks")
@RunOnVirtualThread
class WebhookChanges {
    private static final String PAGE = "/admin/webhooks";

    private final WebhookPages pages;
    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Apps apps;
    private final Deployment deployment;
    private final Audit audit;
    private final Flash flash;

    WebhookChanges(
            WebhookPages pages,
            Endpoints endpoints,
            Deliveries deliveries,
            Apps apps,
            Deployment deployment,
            Audit audit,
            Flash flash) {
        this.pages = pages;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.apps = apps;
        this.deployment = deployment;
        this.audit = audit;
        this.flash = flash;
    }

    @POST
    @Transactional
    public Response register(@BeanParam WebhookForm form) {
        try {
            var order = form.order(apps, deployment.stripe().livemode());
            return secret("webhook endpoint registered", endpoints.register(order));
        } catch (Mistyped wrong) {
            return Typed.again(pages.page(form, wrong.getMessage()));
        }
    }

    @POST
    @Path("{no}/secret")
    @Transactional
    public Response replaceSecret(@RestPath int no) {
        return secret("webhook secret replaced", endpoints.replaceSecret(no).orElseThrow(NotFoundException::new));
    }

    @POST
    @Path("{no}/removal")
    @Transactional
    public Response remove(@RestPath int no) {
        if (!endpoints.remove(no)) throw new NotFoundException();
        audit.note("webhook endpoint removed", where(no), "");
        return flash.done(PAGE, "It is told nothing more.");
    }

    @POST
    @Path("{no}/use")
    @Transactional
    public Response switchOn(@RestPath int no) {
        var where = where(no);
        if (!endpoints.switchOn(no)) return flash.refused(PAGE + "/" + no, "It is on already, or was removed.");
        audit.note("webhook endpoint switched on", where, "");
        return flash.done(PAGE + "/" + no, "It is told of what happens from now on.");
    }

    @POST
    @Path("{no}/deliveries/{delivery}/again")
    @Transactional
    public Response tellAgain(@RestPath int no, @RestPath long delivery) {
        var told = deliveries
                .find(delivery)
                .filter(found -> found.endpoint() == no)
                .orElseThrow(NotFoundException::new);
        var page = PAGE + "/" + no;
        if (!deliveries.again(delivery))
            return flash.refused(page, "It is on its way, or its endpoint is told nothing.");
        audit.note("webhook delivered again", where(no), told.type() + " " + told.messageId());
        return flash.done(page, "It is told again now, under the same id.");
    }

    /** The answer itself shows the secret, as it may be in no cookie, address or log; it is not shown again. */
    private Response secret(String action, Registered registered) {
        audit.note(action, where(registered.no()), "");
        return Response.ok(new WebhookPages.Secret(pages.endpoint(registered.no()), registered.secret()))
                .build();
    }

    private String where(int no) {
        var endpoint = pages.endpoint(no);
        return endpoint.appName() + ": " + endpoint.url();
    }
}
