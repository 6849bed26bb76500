package farebox.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.gateway.InvocationOutcome.Served;
import farebox.gateway.Requests.Unpriced;
import farebox.web.IdempotencyKey;
import farebox.web.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Optional;
import java.util.function.Function;

/** The one way that a request takes, whichever surface it came in by. */
@RequestScoped
public class Serving {
    private final Requests requests;
    private final Gateway gateway;
    private final Refusals refusals;
    private final RoutingContext http;
    private final ObjectMapper mapper;

    Serving(Requests requests, Gateway gateway, Refusals refusals, RoutingContext http, ObjectMapper mapper) {
        this.requests = requests;
        this.gateway = gateway;
        this.refusals = refusals;
        this.http = http;
        this.mapper = mapper;
    }

    /**
     * Answers and charges, or ends the request with the problem that stood in the way.
     *
     * @param key the {@code Idempotency-Key} that was sent; null for none
     * @param body what was asked for, by which a key that is used for something else is found out
     */
    public Served serve(TaskRequest request, String key, byte[] body) {
        var unpriced = requests.unpriced(request, key, body);
        return begun(unpriced, work -> refusals.served(work.customer(), gateway.invoke(work)), served -> served);
    }

    /** The same for an answer that is told as it comes; what stands in the way before it begins ends the request. */
    public AwaitedAnswer open(TaskRequest request, String key, byte[] body) {
        var unpriced = requests.unpriced(request, key, body);
        return begun(
                unpriced,
                work -> switch (gateway.open(work)) {
                    case Opening.Opened(var answer) ->
                        AwaitedAnswer.of(answer, outcome -> refusals.served(work.customer(), outcome));
                    case Opening.Closed(var outcome) -> AwaitedAnswer.again(refusals.served(work.customer(), outcome));
                },
                AwaitedAnswer::again);
    }

    /**
     * A price or limit that has changed meanwhile does not stand between a caller and what was paid for. Else it is the
     * hold that finds what stands under a key, since looking first would cost every call a query.
     */
    private <T> T begun(Unpriced unpriced, Function<Work, T> begin, Function<Served, T> again) {
        Work work;
        try {
            work = requests.work(unpriced);
        } catch (ProblemException refused) {
            return earlier(unpriced).map(again).orElseThrow(() -> refused);
        }
        return begin.apply(work);
    }

    private Optional<Served> earlier(Unpriced unpriced) {
        return unpriced.payer()
                .flatMap(payer -> unpriced.key()
                        .flatMap(sent -> gateway.earlier(payer, sent))
                        .map(outcome -> refusals.served(payer, outcome)));
    }

    /** An answer with the receipt in its headers, as all surfaces tell it. */
    public ResponseBuilder answer(Served served, Object entity) {
        var bill = served.invocation().bill();
        return answer(served.invocation().id(), served.replayed(), entity)
                .header("Farebox-Credits-Charged", bill.charged().amount())
                .header("Farebox-Credits-Available", bill.available().amount());
    }

    /** An answer as server-sent events, while it comes; its receipt comes last. */
    public Response tell(AwaitedAnswer answer, Voice<ServerSentEvents> voice) {
        return tell(
                answer,
                voice,
                (out, response) -> new ServerSentEvents(out, response, mapper),
                MediaType.SERVER_SENT_EVENTS);
    }

    /** The same in events of another form. */
    public <E extends Outlet> Response tell(
            AwaitedAnswer answer, Voice<E> voice, Outlet.Form<E> form, String mediaType) {
        // Also when the caller has gone before anything was written.
        http.addEndHandler(ended -> answer.dismiss());
        return answer(
                        answer.invocation(),
                        answer.replayed(),
                        new Recital<>(answer, voice, out -> form.to(out, http.response())))
                .type(mediaType)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // Proxies of nginx's kind would hold the events back.
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private ResponseBuilder answer(String invocation, boolean replayed, Object entity) {
        var response = Response.ok(entity)
                .header("Farebox-Invocation-Id", invocation)
                .header("Farebox-Livemode", requests.caller().livemode());
        return replayed ? response.header(IdempotencyKey.REPLAYED, true) : response;
    }
}
