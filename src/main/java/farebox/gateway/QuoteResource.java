package farebox.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.customer.Caller;
import farebox.rate.Considered;
import farebox.rate.Price;
import farebox.rate.Quote;
import farebox.rate.QuoteOutcome;
import farebox.rate.RateCards;
import farebox.rate.RateLine;
import farebox.rate.Routing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** What a request would cost, and what is on offer; nothing is held. */
@Path("/v1")
@RunOnVirtualThread
class QuoteResource {
    private final Requests requests;
    private final RateCards cards;
    private final Breakers breakers;
    private final ObjectMapper mapper;

    QuoteResource(Requests requests, RateCards cards, Breakers breakers, ObjectMapper mapper) {
        this.requests = requests;
        this.cards = cards;
        this.breakers = breakers;
        this.mapper = mapper;
    }

    /**
     * @param credits what it will cost; absent where that is known only afterwards
     * @param maxCredits what would be held
     * @param routing rule by rule, where it is asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuoteView(
            String task,
            String kind,
            Long credits,
            long maxCredits,
            int rateCard,
            List<RuleView> routing,
            boolean livemode) {}

    /**
     * @param calls which it takes
     * @param why it decides or not
     */
    record RuleView(String calls, boolean decides, String why, List<ModelView> models) {
        static RuleView of(Considered considered) {
            return new RuleView(
                    considered.rule().when().words(),
                    considered.decides(),
                    considered.why(),
                    considered.verdicts().stream().map(ModelView::of).toList());
        }
    }

    /** @param why it is passed over; absent for one that is asked */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ModelView(String model, boolean asked, String why) {
        static ModelView of(Routing.Verdict verdict) {
            var why = verdict.passedOver().map(over -> "It " + over.words() + ".");
            return new ModelView(verdict.model().name(), verdict.taken(), why.orElse(null));
        }
    }

    /**
     * @param credits of a call where the kind is fixed, of a unit where it is unit
     * @param perMillionTokens where it is metered by tokens; a markup on our cost is our affair
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TaskView(
            String task,
            String name,
            String kind,
            Long credits,
            TokenCredits perMillionTokens,
            int maxInputTokens,
            int maxOutputTokens) {
        static TaskView of(RateLine line) {
            return new TaskView(
                    line.task().slug(),
                    line.task().name(),
                    line.price().kind().word(),
                    switch (line.price()) {
                        case Price.Fixed(var credits) -> credits.amount();
                        case Price.PerUnit(var credits) -> credits.amount();
                        case Price.PerToken perToken -> null;
                        case Price.Markup markup -> null;
                    },
                    line.price() instanceof Price.PerToken(var input, var output)
                            ? new TokenCredits(input.amount(), output.amount())
                            : null,
                    line.inputTokensMax(),
                    line.outputTokensMax());
        }
    }

    record TokenCredits(long inputCredits, long outputCredits) {}

    record Tasks(List<TaskView> data, int rateCard, boolean livemode) {}

    @POST
    @Path("quotes")
    @Consumes(MediaType.APPLICATION_JSON)
    public QuoteView quote(
            @RequestBody(content = @Content(schema = @Schema(implementation = InvocationBody.class))) byte[] body)
            throws IOException {
        var asked = InvocationBody.parsed(mapper, body, InvocationBody.class);
        var trial = requests.trial(asked.request());
        var routing = Boolean.TRUE.equals(asked.explain()) ? routing(trial) : null;
        return switch (trial.offer().quote(trial.asked(), model -> false)) {
            case QuoteOutcome.Quoted(var quote) ->
                view(quote, quote.most(trial.asked().worst(), trial.units()).amount(), routing);
            case QuoteOutcome.Unrouted(var nowhere) -> {
                var problem = Unroutable.problem(nowhere, breakers);
                throw (routing == null ? problem : problem.with("routing", routing)).exception();
            }
        };
    }

    /** As it would go now; which models there are is for keys that may read costs. */
    private List<RuleView> routing(Requests.Trial trial) {
        requests.caller().need(Caller.COSTS_READ);
        return trial.offer().explain(trial.asked(), breakers::rests).stream()
                .map(RuleView::of)
                .toList();
    }

    private QuoteView view(Quote quote, long most, List<RuleView> routing) {
        var kind = quote.line().price().kind();
        return new QuoteView(
                quote.line().task().slug(),
                kind.word(),
                kind == Price.Kind.METERED ? null : most,
                most,
                quote.card(),
                routing,
                requests.caller().livemode());
    }

    @GET
    @Path("tasks")
    public Tasks tasks() {
        var card = cards.current();
        var tasks = card.lines().stream().map(TaskView::of).toList();
        return new Tasks(tasks, card.version(), requests.caller().livemode());
    }
}
