package farebox.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.rate.RateCards;
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

    record QuoteView(String task, long credits, long maxCredits, int rateCard, boolean livemode) {}

    record TaskView(String task, String name, long credits, int maxInputTokens, int maxOutputTokens) {}

    record Tasks(List<TaskView> data, int rateCard, boolean livemode) {}

    @POST
    @Path("quotes")
    @Consumes(MediaType.APPLICATION_JSON)
    public QuoteView quote(
            @RequestBody(content = @Content(schema = @Schema(implementation = InvocationBody.class))) byte[] body)
            throws IOException {
        var quote = requests.priced(InvocationBody.read(mapper, body));
        var credits = quote.line().credits().amount();
        return new QuoteView(
                quote.line().task().slug(),
                credits,
                credits,
                quote.card(),
                requests.caller().livemode());
    }

    @GET
    @Path("tasks")
    public Tasks tasks() {
        var card = cards.current();
        var tasks = card.lines().stream()
                .filter(line -> !line.task().retired())
                .map(line -> new TaskView(
                        line.task().slug(),
                        line.task().name(),
                        line.credits().amount(),
                        line.inputTokensMax(),
                        line.outputTokensMax()))
                .toList();
        return new Tasks(tasks, card.version(), requests.caller().livemode());
    }
}
