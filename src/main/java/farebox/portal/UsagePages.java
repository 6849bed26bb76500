package farebox.portal;

import static java.util.stream.Collectors.toMap;

import farebox.gateway.Corrections;
import farebox.gateway.Invocation;
import farebox.gateway.Invocations;
import farebox.gateway.Invocations.Filter;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.rate.TaskClass;
import farebox.rate.TaskClasses;
import farebox.wallet.Lot;
import farebox.wallet.Wallets;
import farebox.web.Page;
import farebox.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Where credits went: every call, and a receipt for each. Which model served and what it cost is the house's affair. */
@Path("/portal/usage")
@RunOnVirtualThread
class UsagePages {
    private static final int ROWS = 50;
    private static final int LOTS_MAX = 1_000;

    @CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Usage(Page<Call> page) implements TemplateInstance {}

    @CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record UsageReceipt(Call call, List<Part> parts, Optional<Instant> correctedAt) implements TemplateInstance {}

    /** A call, and what people call its task class. */
    record Call(Invocation invocation, String task) {}

    /** Credits that a call took from one lot, and what that lot was: a pack, or a grant's reason. */
    record Part(Credits credits, String lot) {}

    private final Visitor visitor;
    private final Invocations invocations;
    private final Wallets wallets;
    private final Corrections corrections;
    private final TaskClasses tasks;

    UsagePages(Visitor visitor, Invocations invocations, Wallets wallets, Corrections corrections, TaskClasses tasks) {
        this.tasks = tasks;
        this.corrections = corrections;
        this.visitor = visitor;
        this.invocations = invocations;
        this.wallets = wallets;
    }

    @GET
    public TemplateInstance usage(@RestQuery Optional<String> after) {
        var mine = Filter.of(visitor.customer().no());
        var rows = invocations.page(mine, after.flatMap(Invocation::holdOf), ROWS + 1);
        var names = names();
        return new Usage(Page.of(rows, ROWS, Invocation::id).map(invocation -> call(invocation, names)));
    }

    @GET
    @Path("{id}")
    public TemplateInstance receipt(@RestPath String id) {
        var customer = visitor.customer().no();
        var invocation = Invocation.holdOf(id)
                .filter(hold -> hold.customer().equals(customer))
                .flatMap(invocations::find)
                .orElseThrow(() -> Problem.notFound("There is no such call, or it is still in progress.")
                        .exception());
        return new UsageReceipt(
                call(invocation, names()), parts(customer, invocation), corrections.of(invocation.hold()));
    }

    private Map<String, String> names() {
        return tasks.all().stream().collect(toMap(TaskClass::slug, TaskClass::name));
    }

    private static Call call(Invocation invocation, Map<String, String> names) {
        var slug = invocation.what().task();
        return new Call(invocation, names.getOrDefault(slug, slug));
    }

    private List<Part> parts(CustomerNo customer, Invocation invocation) {
        var notes = wallets.lots(customer, LOTS_MAX).stream().collect(toMap(Lot::lot, Lot::note));
        return invocation.bill().lots().stream()
                .map(share -> new Part(share.credits(), notes.getOrDefault(share.lot(), "an earlier lot")))
                .toList();
    }
}
