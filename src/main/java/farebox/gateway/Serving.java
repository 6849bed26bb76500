package farebox.gateway;

import farebox.gateway.InvocationOutcome.Served;
import farebox.web.IdempotencyKey;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** The one way that a request takes, whichever surface it came in by. */
@RequestScoped
public class Serving {
    private final Requests requests;
    private final Gateway gateway;
    private final Refusals refusals;

    Serving(Requests requests, Gateway gateway, Refusals refusals) {
        this.requests = requests;
        this.gateway = gateway;
        this.refusals = refusals;
    }

    /**
     * Answers and charges, or ends the request with the problem that stood in the way.
     *
     * @param key the {@code Idempotency-Key} that was sent; null for none
     * @param body what came in, by which a key that is used for something else is found out
     */
    public Served serve(TaskRequest request, String key, byte[] body) {
        var asked = requests.asked(request, key, body);
        // A price or limit that has changed meanwhile does not stand between a caller and what was paid for.
        var earlier = requests.knownPayer(asked)
                .flatMap(payer -> asked.key()
                        .flatMap(sent -> gateway.earlier(payer, sent))
                        .map(outcome -> refusals.served(payer, outcome)));
        return earlier.orElseGet(() -> {
            var work = requests.work(asked);
            return refusals.served(work.customer(), gateway.invoke(work));
        });
    }

    /** An answer with the receipt in its headers, as all surfaces tell it. */
    public ResponseBuilder answer(Served served, Object entity) {
        var invocation = served.invocation();
        var bill = invocation.bill();
        var response = Response.ok(entity)
                .header("Farebox-Invocation-Id", invocation.id())
                .header("Farebox-Credits-Charged", bill.charged().amount())
                .header("Farebox-Credits-Available", bill.available().amount())
                .header("Farebox-Livemode", requests.caller().livemode());
        return served.replayed() ? response.header(IdempotencyKey.REPLAYED, true) : response;
    }
}
