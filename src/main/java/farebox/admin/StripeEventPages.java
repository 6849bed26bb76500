package farebox.admin;

import farebox.checkout.StripeEvent;
import farebox.checkout.StripeEvents;
import farebox.web.Flash;
import farebox.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Stripe's inbox: what it told us, and what could not be handled. */
@Path("/admin/purchases/events")
@RunOnVirtualThread
class StripeEventPages {
    private static final int PAGE = 50;
    private static final String HERE = "/admin/purchases/events";

    @CheckedTemplate(basePath = "admin/purchases", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Events(List<StripeEvent> failed, Page<StripeEvent> page) implements TemplateInstance {}

    private final StripeEvents events;
    private final Audit audit;
    private final Flash flash;

    StripeEventPages(StripeEvents events, Audit audit, Flash flash) {
        this.events = events;
        this.audit = audit;
        this.flash = flash;
    }

    @GET
    public TemplateInstance events(@RestQuery Optional<Instant> before) {
        var page = Page.of(events.page(before, PAGE + 1), PAGE, StripeEvent::receivedAt);
        return new Events(events.inState(StripeEvent.State.FAILED, PAGE), page);
    }

    @POST
    @Path("{id}/retry")
    @Transactional
    public Response retry(@RestPath String id) {
        if (!events.retry(id)) return flash.refused(HERE, "That event is not waiting for anybody.");
        audit.note("Stripe event retried", id, "");
        return flash.done(HERE, "The event is tried again now.");
    }
}
