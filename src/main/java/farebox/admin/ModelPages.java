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
    record Edit(Model model, PriceForm form, List<ModelPrice> history, String fault) implements TemplateInstance {}

    @CheckedTemplate(basePath = "admin/models", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Register(ModelForm model, PriceForm form, String fault) implements TemplateInstance {}

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
        return page(no, PriceForm.of(models.price(no)), null);
    }

    @GET
    @Path("new")
    public TemplateInstance proposed() {
        return new Register(ModelForm.BLANK, PriceForm.of(Optional.empty()), null);
    }

    @POST
    @Transactional
    public Response register(@BeanParam ModelForm form, @BeanParam PriceForm price) {
        try {
            var model = form.model();
            var rates = price.isBlank() ? Optional.<Rates>empty() : Optional.of(price.rates());
            return switch (models.register(model, rates, price.tiers())) {
                case RegisterOutcome.Registered(var registered) -> {
                    audit.note("model registered", registered.name(), registered.bedrockId());
                    yield flash.done(
                            "/admin/models/" + registered.no(), registered.name() + " may be named by routes now.");
                }
                case RegisterOutcome.Invalid(var why) -> again(form, price, why);
            };
        } catch (Mistyped wrong) {
            return again(form, price, wrong.getMessage());
        }
    }

    private static Response again(ModelForm form, PriceForm price, String fault) {
        return Response.status(422).entity(new Register(form, price, fault)).build();
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
        var name = models.find(no).orElseThrow().name();
        audit.note("model price changed", name, form.sentence());
        var from = Typed.optional(form.from()).map(day -> "from " + day).orElse("from now");
        return flash.done(
                "/admin/models", name + " has a new price " + from + " on. What is used before keeps its own.");
    }

    private Response again(int no, PriceForm form, String fault) {
        return Response.status(422).entity(page(no, form, fault)).build();
    }

    private Edit page(int no, PriceForm form, String fault) {
        var model = models.find(no).orElseThrow(NotFoundException::new);
        return new Edit(model, form, models.history(no, PRICES), fault);
    }

    private List<String> serves(Model model) {
        return cards.current().lines().stream()
                .filter(line -> line.models().contains(model))
                .map(line -> line.task().slug())
                .toList();
    }
}
