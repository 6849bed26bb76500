package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.gateway.Breakers;
import farebox.rate.Considered;
import farebox.rate.Offer;
import farebox.rate.Quotes;
import farebox.rate.RateCards;
import farebox.rate.RateLine;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;

/** Which models a call would be served by, and why; no call is made. */
@Path("/admin/routes")
@RunOnVirtualThread
class RoutePages {
    /** @param rules empty until a route is tried */
    @CheckedTemplate(basePath = "admin/routes", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(List<RateLine> lines, CallForm form, Optional<Offer> offer, List<Considered> rules, String fault)
            implements TemplateInstance {}

    private final RateCards cards;
    private final Quotes quotes;
    private final Breakers breakers;

    RoutePages(RateCards cards, Quotes quotes, Breakers breakers) {
        this.cards = cards;
        this.quotes = quotes;
        this.breakers = breakers;
    }

    @GET
    public TemplateInstance index(@BeanParam CallForm form) {
        var offer = quotes.offer(form.task());
        try {
            var rules = offer.map(found -> found.explain(form.asked(found.line()), breakers::rests));
            return page(form, offer, rules.orElse(List.of()), null);
        } catch (Mistyped wrong) {
            return page(form, offer, List.of(), wrong.getMessage());
        }
    }

    private Index page(CallForm form, Optional<Offer> offer, List<Considered> rules, String fault) {
        return new Index(cards.current().lines(), form, offer, rules, fault);
    }
}
