package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.customer.App;
import farebox.customer.AppKey;
import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.money.Credits;
import farebox.wallet.Cap;
import farebox.wallet.CapUse;
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

    /** A key with what is used of its caps, as far as they are set. */
    @CheckedTemplate(basePath = "admin/keys", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Edit(AppKey key, Credits today, Credits ever, BrakesForm form, String fault) implements TemplateInstance {}

    private final Apps apps;
    private final AppKeys keys;
    private final CapUse use;
    private final Audit audit;
    private final Flash flash;

    KeyPages(Apps apps, AppKeys keys, CapUse use, Audit audit, Flash flash) {
        this.apps = apps;
        this.keys = keys;
        this.use = use;
        this.audit = audit;
        this.flash = flash;
    }

    @GET
    public TemplateInstance index() {
        return page(KeyForm.BLANK, null);
    }

    /** The answer itself shows the key, as it may be in no cookie, address or log; it is not to be had again. */
    @POST
    @Transactional
    public Response create(@BeanParam KeyForm form) {
        try {
            var app = apps.ensure(form.appName());
            var key = keys.create(app.no(), form.keyName(), form.allowance().allowed());
            audit.note(
                    "app key created",
                    app.name() + ": " + form.keyName(),
                    form.allowance().sentence());
            return Response.ok(new Created(app.name(), form.keyName(), key)).build();
        } catch (Mistyped wrong) {
            return Typed.again(page(form, wrong.getMessage()));
        }
    }

    @GET
    @Path("{no}")
    public TemplateInstance show(@RestPath int no) {
        var key = keys.find(no).orElseThrow(NotFoundException::new);
        return page(key, BrakesForm.of(key), null);
    }

    @POST
    @Path("{no}")
    @Transactional
    public Response change(@RestPath int no, @BeanParam BrakesForm form) {
        var key = keys.find(no).orElseThrow(NotFoundException::new);
        try {
            keys.change(no, form.allowance().allowed(), form.brakes());
            audit.note("app key changed", key.appName() + ": " + key.name(), form.sentence());
            return flash.done("/admin/keys/" + no, "It holds from now on; other instances notice within two seconds.");
        } catch (Mistyped wrong) {
            return Typed.again(page(key, form, wrong.getMessage()));
        }
    }

    @POST
    @Path("{no}/revocation")
    @Transactional
    public Response revoke(@RestPath int no) {
        var key = keys.find(no).orElseThrow(NotFoundException::new);
        keys.revoke(no);
        audit.note("app key revoked", key.appName() + ": " + key.name(), "It ended in " + key.hint());
        return flash.done("/admin/keys", "The key " + key.name() + " is revoked: it opens nothing any more.");
    }

    private Index page(KeyForm form, String fault) {
        return new Index(keys.all(), apps.all(), form, fault);
    }

    private Edit page(AppKey key, BrakesForm form, String fault) {
        return new Edit(key, use.of(Cap.Scope.KEY_DAILY, key.no()), use.of(Cap.Scope.KEY_TOTAL, key.no()), form, fault);
    }
}
