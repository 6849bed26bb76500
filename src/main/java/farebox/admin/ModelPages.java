package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.cost.Model;
import farebox.cost.ModelPrice;
import farebox.cost.Models;
import farebox.cost.Rates;
import farebox.cost.RegisterOutcome;
import farebox.cost.RepriceOutcome.Invalid;
import farebox.cost.RepriceOutcome.NoSuchModel;
import farebox.cost.RepriceOutcome.Repriced;
import farebox.rate.RateCards;
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
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/** The models that Bedrock serves, and what they cost us. */
@Path("/admin/models")
@RunOnVirtualThread
class ModelPages {
    private static final int PRICES = 50;

    /** A model with the price in force, and the task classes that it serves. */
    record Row(Model model, Optional<ModelPrice> price, List<String> serves) {}

    @CheckedTemplate(basePath = "admin/models", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(List<Row> rows) implements TemplateInstance {}

    @CheckedTemplate(basePath = "admin/models", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Edit(Model model, CapabilitiesForm takes, PriceForm form, List<ModelPrice> history, String fault)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "admin/models", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Register(ModelForm model, CapabilitiesForm takes, PriceForm form, String fault)
            implements TemplateInstance {}

    private final Models models;
    private final RateCards cards;
    private final Audit audit;
    private final Flash flash;

    ModelPages(Models models, RateCards cards, Audit audit, Flash flash) {
        this.models = models;
        this.cards = cards;
        this.audit = audit;
        this.flash = flash;
    }

    @GET
    public TemplateInstance index() {
        var prices = models.prices();
        return new Index(models.all().stream()
                .map(model -> new Row(model, Optional.ofNullable(prices.get(model.no())), serves(model)))
                .toList());
    }

    @GET
    @Path("{no}")
    public TemplateInstance edit(@RestPath int no) {
        return page(no, CapabilitiesForm.of(model(no)), PriceForm.of(models.price(no)), null);
    }

    @GET
    @Path("new")
    public TemplateInstance proposed() {
        return new Register(ModelForm.BLANK, CapabilitiesForm.BLANK, PriceForm.of(Optional.empty()), null);
    }

    @POST
    @Transactional
    public Response register(@BeanParam ModelForm form, @BeanParam CapabilitiesForm takes, @BeanParam PriceForm price) {
        try {
            var model = form.model(takes);
            var rates = price.isBlank() ? Optional.<Rates>empty() : Optional.of(price.rates());
            return switch (models.register(model, rates, price.tiers())) {
                case RegisterOutcome.Registered(var registered) -> {
                    audit.note("model registered", registered.name(), registered.bedrockId());
                    yield flash.done(
                            "/admin/models/" + registered.no(), registered.name() + " may be named by routes now.");
                }
                case RegisterOutcome.Invalid(var why) -> again(form, takes, price, why);
            };
        } catch (Mistyped wrong) {
            return again(form, takes, price, wrong.getMessage());
        }
    }

    private static Response again(ModelForm form, CapabilitiesForm takes, PriceForm price, String fault) {
        return Typed.again(new Register(form, takes, price, fault));
    }

    @POST
    @Path("{no}/capabilities")
    @Transactional
    public Response describe(@RestPath int no, @BeanParam CapabilitiesForm takes) {
        var before = model(no);
        try {
            var now = takes.described(before);
            models.describe(now);
            audit.note(
                    "model capabilities changed",
                    now.name(),
                    CapabilitiesForm.words(before) + " → " + CapabilitiesForm.words(now));
            return flash.done("/admin/models/" + no, "Calls are routed by it from now on.");
        } catch (Mistyped wrong) {
            var price = PriceForm.of(models.price(no));
            return Typed.again(page(no, takes, price, wrong.getMessage()));
        }
    }

    @POST
    @Path("{no}/prices")
    @Transactional
    public Response reprice(@RestPath int no, @BeanParam PriceForm form) {
        try {
            return switch (models.reprice(no, form.rates(), form.tiers(), form.begins())) {
                case Repriced(var price) -> noted(no, form);
                case Invalid(var why) -> again(no, form, why);
                case NoSuchModel() -> throw new NotFoundException();
            };
        } catch (Mistyped wrong) {
            return again(no, form, wrong.getMessage());
        }
    }

    private Response noted(int no, PriceForm form) {
        var name = model(no).name();
        audit.note("model price changed", name, form.sentence());
        var from = Typed.optional(form.from()).map(day -> "from " + day).orElse("from now");
        return flash.done(
                "/admin/models", name + " has a new price " + from + " on. What is used before keeps its own.");
    }

    private Response again(int no, PriceForm form, String fault) {
        var takes = CapabilitiesForm.of(model(no));
        return Typed.again(page(no, takes, form, fault));
    }

    private Edit page(int no, CapabilitiesForm takes, PriceForm form, String fault) {
        return new Edit(model(no), takes, form, models.history(no, PRICES), fault);
    }

    private Model model(int no) {
        return models.find(no).orElseThrow(NotFoundException::new);
    }

    private List<String> serves(Model model) {
        return cards.current().lines().stream()
                .filter(line -> line.models().contains(model))
                .map(line -> line.task().slug())
                .toList();
    }
}
