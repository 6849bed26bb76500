package farebox.admin;

import farebox.customer.Apps;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.gateway.AppHold;
import farebox.gateway.AppHolds;
import farebox.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What apps hold for work of their own, and the receipt of each. */
@Path("/admin/holds")
@RunOnVirtualThread
class HoldPages {
    private static final int PAGE = 50;

    @CheckedTemplate(basePath = "admin/holds", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(Page<AppHold> page) implements TemplateInstance {}

    @CheckedTemplate(basePath = "admin/holds", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Show(AppHold hold, String app, Customer customer, Optional<Instant> correctedAt)
            implements TemplateInstance {}

    private final AppHolds holds;
    private final Apps apps;
    private final Customers customers;
    private final ChargeCorrections corrections;

    HoldPages(AppHolds holds, Apps apps, Customers customers, ChargeCorrections corrections) {
        this.corrections = corrections;
        this.holds = holds;
        this.apps = apps;
        this.customers = customers;
    }

    @GET
    public TemplateInstance index(@RestQuery Optional<String> after) {
        var found = holds.page(Optional.empty(), after.flatMap(AppHold::holdOf), PAGE + 1);
        return new Index(Page.of(found, PAGE, AppHold::id));
    }

    @GET
    @Path("{id}")
    public TemplateInstance show(@RestPath String id) {
        var hold = AppHold.holdOf(id).flatMap(holds::find).orElseThrow(NotFoundException::new);
        var app = apps.find(hold.who().app()).orElseThrow();
        var customer = customers.byNo(hold.hold().customer()).orElseThrow();
        return new Show(hold, app.name(), customer, corrections.of(hold.hold()));
    }

    @POST
    @Path("{id}/correction")
    public Response correct(@RestPath String id) {
        return AppHold.holdOf(id)
                .filter(hold -> holds.find(hold).isPresent())
                .map(hold -> corrections.correct(hold, "/admin/holds/" + id, id))
                .orElseGet(() -> corrections.none("/admin/holds", "There is no such hold."));
    }
}
