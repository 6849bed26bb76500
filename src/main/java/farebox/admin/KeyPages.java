package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.customer.App;
import farebox.customer.AppKey;
import farebox.customer.AppKeys;
import farebox.customer.Apps;
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
import org.jboss.resteasy.reactive.RestPath;

/** The keys by which apps call. */
@Path("/admin/keys")
@RunOnVirtualThread
class KeyPages {
    @CheckedTemplate(basePath = "admin/keys", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(List<AppKey> keys, List<App> apps, KeyForm form, String fault) implements TemplateInstance {}

    @CheckedTemplate(basePath = "admin/keys", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Created(String app, String name, String key) implements TemplateInstance {}

    private final Apps apps;
    private final AppKeys keys;
    private final Audit audit;
    private final Flash flash;

    KeyPages(Apps apps, AppKeys keys, Audit audit, Flash flash) {
        this.apps = apps;
        this.keys = keys;
        this.audit = audit;
        this.flash = flash;
    }

    @GET
    public TemplateInstance index() {
        return page(KeyForm.EMPTY, null);
    }

    /** The answer itself shows the key, as it may be in no cookie, address or log; it is not to be had again. */
    @POST
    @Transactional
    public Response create(@BeanParam KeyForm form) {
        try {
            var app = apps.ensure(form.appName());
            var key = keys.create(app.no(), form.keyName(), form.allowed());
            audit.note("app key created", app.name() + ": " + form.keyName(), "Allows " + allowed(form));
            return Response.ok(new Created(app.name(), form.keyName(), key)).build();
        } catch (Mistyped wrong) {
            return Response.status(422).entity(page(form, wrong.getMessage())).build();
        }
    }

    @POST
    @Path("{no}/revocation")
    @Transactional
    public Response revoke(@RestPath int no) {
        var key = keys.all().stream()
                .filter(found -> found.no() == no)
                .findFirst()
                .orElseThrow(NotFoundException::new);
        keys.revoke(no);
        audit.note("app key revoked", key.appName() + ": " + key.name(), "It ended in " + key.hint());
        return flash.done("/admin/keys", "The key " + key.name() + " is revoked: it opens nothing any more.");
    }

    private Index page(KeyForm form, String fault) {
        return new Index(keys.all(), apps.all(), form, fault);
    }

    private static String allowed(KeyForm form) {
        var scopes = form.chosen().isEmpty() ? "invocations" : "invocations, " + String.join(", ", form.chosen());
        return scopes + (form.createsCustomers() ? ", new customers" : "");
    }
}
