package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.pack.Pack;
import farebox.pack.PackOutcome;
import farebox.pack.PackOutcome.Invalid;
import farebox.pack.PackOutcome.NoSuchPack;
import farebox.pack.PackOutcome.Stored;
import farebox.pack.PackTerms;
import farebox.pack.Packs;
import farebox.web.Flash;
import farebox.web.Formats;
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
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;

/** What is sold. */
@Path("/admin/packs")
@RunOnVirtualThread
class PackPages {
    @CheckedTemplate(basePath = "admin/packs", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(List<Pack> packs) implements TemplateInstance {}

    @CheckedTemplate(basePath = "admin/packs", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Edit(Optional<Pack> pack, PackForm form, String fault) implements TemplateInstance {}

    private final Packs packs;
    private final Audit audit;
    private final Flash flash;

    PackPages(Packs packs, Audit audit, Flash flash) {
        this.packs = packs;
        this.audit = audit;
        this.flash = flash;
    }

    @GET
    public TemplateInstance index() {
        return new Index(packs.all());
    }

    @GET
    @Path("new")
    public TemplateInstance blank() {
        return new Edit(Optional.empty(), PackForm.BLANK, null);
    }

    @GET
    @Path("{no}")
    public TemplateInstance edit(@RestPath int no) {
        var pack = packs.find(no).orElseThrow(NotFoundException::new);
        return new Edit(Optional.of(pack), PackForm.of(pack), null);
    }

    @POST
    @Transactional
    public Response create(@BeanParam PackForm form) {
        return store(Optional.empty(), form, packs::create, "created");
    }

    @POST
    @Path("{no}")
    @Transactional
    public Response change(@RestPath int no, @BeanParam PackForm form) {
        return store(packs.find(no), form, terms -> packs.change(no, terms), "changed");
    }

    @POST
    @Path("{no}/retirement")
    @Transactional
    public Response retire(@RestPath int no) {
        return switch (packs.retire(no)) {
            case Stored(var pack) -> noted(pack, "retired");
            case Invalid(var why) -> flash.refused("/admin/packs", why);
            case NoSuchPack() -> throw new NotFoundException();
        };
    }

    private Response store(Optional<Pack> pack, PackForm form, Function<PackTerms, PackOutcome> change, String action) {
        try {
            return switch (change.apply(form.terms())) {
                case Stored(var stored) -> noted(stored, action);
                case Invalid(var why) -> again(pack, form, why);
                case NoSuchPack() -> throw new NotFoundException();
            };
        } catch (Mistyped wrong) {
            return again(pack, form, wrong.getMessage());
        }
    }

    private Response noted(Pack pack, String action) {
        audit.note("pack " + action, pack.name(), sentence(pack));
        return flash.done("/admin/packs", "The pack " + pack.name() + " was " + action + ".");
    }

    private static String sentence(Pack pack) {
        return Formats.grouped(pack.credits()) + " credits for " + Formats.dollars(pack.priceCents())
                + pack.expiresAfterDays()
                        .map(days -> ", lasting " + days + " days")
                        .orElse("");
    }

    private static Response again(Optional<Pack> pack, PackForm form, String fault) {
        return Typed.again(new Edit(pack, form, fault));
    }
}
