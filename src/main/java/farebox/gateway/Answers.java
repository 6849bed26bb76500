package farebox.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.customer.Caller;
import farebox.customer.Customer;
import farebox.gateway.InvocationOutcome.Served;
import farebox.web.IdempotencyKey;
import farebox.web.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * How invocations are answered: whole, or as the server-sent events {@code start}, then {@code delta} and
 * {@code tool_use} as they come, and last {@code receipt}, once it is committed, or {@code error}.
 */
@RequestScoped
class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);

    private static final String INVOCATION_ID = "Farebox-Invocation-Id";

    private final RoutingContext request;
    private final ObjectMapper mapper;
    private final Refusals refusals;

    Answers(RoutingContext request, ObjectMapper mapper, Refusals refusals) {
        this.request = request;
        this.mapper = mapper;
        this.refusals = refusals;
    }

    record Start(String id, long held) {}

    /** The whole answer at once, or why there is none. */
    Response whole(Customer customer, Caller caller, InvocationOutcome outcome) {
        return switch (outcome) {
            case Served served -> whole(served, caller);
            case InvocationOutcome refused -> refusals.of(customer, refused);
        };
    }

    private static Response whole(Served served, Caller caller) {
        var invocation = served.invocation();
        var response = Response.ok(InvocationView.of(invocation, served.texts(), caller))
                .header(INVOCATION_ID, invocation.id())
                .header("Farebox-Credits-Charged", invocation.bill().charged().amount())
                .header(
                        "Farebox-Credits-Available",
                        invocation.bill().available().amount());
        if (served.replayed()) response.header(IdempotencyKey.REPLAYED, true);
        return response.build();
    }

    /** What was streamed before is streamed again; a refusal is none the other for it. */
    Response streamed(Customer customer, Caller caller, InvocationOutcome outcome) {
        return switch (outcome) {
            case Served served -> replay(served, caller);
            case InvocationOutcome refused -> refusals.of(customer, refused);
        };
    }

    /** An answer as it comes. */
    Response live(Customer customer, Caller caller, StreamedAnswer answer) {
        request.addEndHandler(ended -> answer.dismiss());
        var id = Invocation.id(answer.hold());
        return response(id, events -> {
                    events.send("start", new Start(id, answer.held().amount()));
                    tell(answer, customer, caller, events);
                })
                .build();
    }

    private void tell(StreamedAnswer answer, Customer customer, Caller caller, ServerSentEvents events) {
        try {
            switch (answer.tell(new Telling(events))) {
                case Served served -> receipt(served, caller, events);
                case InvocationOutcome unserved -> error(refusals.problem(customer, unserved), events);
            }
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "%s failed", Invocation.id(answer.hold()));
            error(
                    Problem.of(
                            500,
                            "internal_error",
                            "Something went wrong here",
                            "It has been logged. Send the same request with the same key again."),
                    events);
        }
    }

    /** All at once; the receipt alone when the answer is kept no longer. */
    private Response replay(Served served, Caller caller) {
        var invocation = served.invocation();
        var texts = served.texts().orElse(List.of());
        return response(invocation.id(), events -> {
                    var telling = new Telling(events);
                    events.send(
                            "start",
                            new Start(
                                    invocation.id(), invocation.bill().charged().amount()));
                    for (var block = 0; block < texts.size(); block++)
                        telling.hear(new Delta.Text(block, texts.get(block)));
                    receipt(served, caller, events);
                })
                .header(IdempotencyKey.REPLAYED, true)
                .build();
    }

    private Response.ResponseBuilder response(String id, Consumer<ServerSentEvents> telling) {
        var http = request.request();
        StreamingOutput output = out -> telling.accept(new ServerSentEvents(out, http, mapper));
        return Response.ok(output, MediaType.SERVER_SENT_EVENTS)
                .header(INVOCATION_ID, id)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // Proxies of nginx's kind would hold the events back.
                .header("X-Accel-Buffering", "no");
    }

    private static void receipt(Served served, Caller caller, ServerSentEvents events) {
        events.send("receipt", InvocationView.of(served.invocation(), Optional.empty(), caller));
    }

    private static void error(Problem problem, ServerSentEvents events) {
        events.send("error", problem.document());
    }
}
