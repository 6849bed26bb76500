package farebox.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.rate.Price;
import farebox.rate.RateCards;
import farebox.rate.RateLine;
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
    private final ObjectMapper mapper;

    QuoteResource(Requests requests, RateCards cards, ObjectMapper mapper) {
        this.requests = requests;
        this.cards = cards;
        this.mapper = mapper;
    }

    /**
     * @param credits what it will cost; absent where that is known only afterwards
     * @param maxCredits what would be held
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuoteView(String task, String kind, Long credits, long maxCredits, int rateCard, boolean livemode) {}

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
        var priced = requests.priced(InvocationBody.read(mapper, body));
        var quote = priced.quote();
        var kind = quote.line().price().kind();
        var most = priced.most().amount();
        return new QuoteView(
                quote.line().task().slug(),
                kind.word(),
                kind == Price.Kind.METERED ? null : most,
                most,
                quote.card(),
                requests.caller().livemode());
    }

    @GET
    @Path("tasks")
    public Tasks tasks() {
        var card = cards.current();
        var tasks = card.lines().stream()
                .filter(line -> !line.task().retired())
                .map(TaskView::of)
                .toList();
        return new Tasks(tasks, card.version(), requests.caller().livemode());
    }
}
