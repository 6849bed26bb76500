package farebox.admin;

import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.gateway.Invocation;
import farebox.gateway.Invocation.State;
import farebox.gateway.Invocations;
import farebox.gateway.Invocations.Filter;
import farebox.gateway.Invocations.RecordedAttempt;
import farebox.margin.Earnings;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.rate.TaskClass;
import farebox.rate.TaskClasses;
import farebox.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What apps asked for, and the receipt of each. */
@Path("/admin/invocations")
@RunOnVirtualThread
class InvocationPages {
    private static final int PAGE = 50;

    /** What the list is narrowed to; an empty text leaves all in. */
    record Chosen(String task, String state, Optional<CustomerNo> customer) {
        Filter filter() {
            return new Filter(customer, Typed.optional(task), state(state));
        }

        private static Optional<State> state(String word) {
            return Arrays.stream(State.values())
                    .filter(state -> state.word().equals(word))
                    .findFirst();
        }
    }

    @CheckedTemplate(basePath = "admin/invocations", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(
            Page<Invocation> page,
            Chosen chosen,
            Optional<Customer> customer,
            List<TaskClass> tasks,
            List<State> states)
            implements TemplateInstance {}

    /**
     * @param paidCost the part of the cost that paid credits bear
     * @param margin what the revenue leaves over that, in percent; empty when nothing was earned
     * @param correctedAt when the charge was given back; empty for one that stands
     */
    @CheckedTemplate(basePath = "admin/invocations", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Show(
            Invocation invocation,
            Customer customer,
            List<RecordedAttempt> attempts,
            Usd paidCost,
            Optional<BigDecimal> margin,
            Optional<Instant> correctedAt)
            implements TemplateInstance {}

    private final Invocations invocations;
    private final Customers customers;
    private final TaskClasses tasks;
    private final ChargeCorrections corrections;

    InvocationPages(Invocations invocations, Customers customers, TaskClasses tasks, ChargeCorrections corrections) {
        this.corrections = corrections;
        this.invocations = invocations;
        this.customers = customers;
        this.tasks = tasks;
    }

    @GET
    public TemplateInstance index(
            @RestQuery @DefaultValue("") String task,
            @RestQuery @DefaultValue("") String state,
            @RestQuery Optional<Long> customer,
            @RestQuery Optional<String> after) {
        var chosen =
                new Chosen(task, state, customer.map(no -> CustomerNo.of(no).orElseThrow(NotFoundException::new)));
        var found = invocations.page(chosen.filter(), after.flatMap(Invocation::holdOf), PAGE + 1);
        var page = Page.of(found, PAGE, Invocation::id);
        var named = chosen.customer().flatMap(customers::byNo);
        return new Index(page, chosen, named, tasks.all(), List.of(State.values()));
    }

    @GET
    @Path("{id}")
    public TemplateInstance show(@RestPath String id) {
        var hold = Invocation.holdOf(id).orElseThrow(NotFoundException::new);
        var invocation = invocations.find(hold).orElseThrow(NotFoundException::new);
        var bill = invocation.bill();
        var paidCost = Earnings.paidCost(bill.cost(), bill.charged(), bill.paid());
        return new Show(
                invocation,
                customers.byNo(hold.customer()).orElseThrow(),
                invocations.attempts(hold),
                paidCost,
                Earnings.percent(bill.revenue(), paidCost),
                corrections.of(hold));
    }

    @POST
    @Path("{id}/correction")
    public Response correct(@RestPath String id) {
        return Invocation.holdOf(id)
                .filter(hold -> invocations.find(hold).isPresent())
                .map(hold -> corrections.correct(hold, "/admin/invocations/" + id, id))
                .orElseGet(() -> corrections.none("/admin/invocations", "There is no such invocation."));
    }
}
