package farebox.gateway;

import farebox.customer.Customer;
import farebox.customer.PortalLinks;
import farebox.gateway.Reply.Failure;
import farebox.wallet.WalletUnavailable;
import farebox.web.IdempotencyKey;
import farebox.web.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How an invocation that was not served is answered; none of them charges anything. */
@Singleton
class Refusals {
    private static final int RETRY_SECONDS = 1;
    private static final String SHOULD_RETRY = "x-should-retry";

    private final PortalLinks links;

    Refusals(PortalLinks links) {
        this.links = links;
    }

    Response of(Customer customer, InvocationOutcome outcome) {
        var response = problem(customer, outcome).response();
        return switch (outcome) {
            case InvocationOutcome.InProgress _, InvocationOutcome.Overloaded _ -> retry(response);
            case InvocationOutcome.Pending _, InvocationOutcome.Late _ -> retry(response);
            case InvocationOutcome.Unserved _ -> exhausted(response);
            default -> response;
        };
    }

    /** The same, where no status and no header can be sent any more. */
    Problem problem(Customer customer, InvocationOutcome outcome) {
        return switch (outcome) {
            case InvocationOutcome.NotEnough(var available, var asked) ->
                Problem.of(
                                402,
                                "insufficient_credits",
                                "Not enough credits",
                                "The task costs " + asked + " credits; " + available
                                        + " are available. More can be bought at top_up_url.")
                        .with("required", asked.amount())
                        .with("available", available.amount())
                        .with("top_up_url", links.link(customer.no()).toString());
            case InvocationOutcome.Frozen(var reason) ->
                Problem.of(403, "wallet_frozen", "The wallet is frozen", "Nothing can be spent: " + reason);
            case InvocationOutcome.InProgress(var hold) ->
                Problem.of(409, "idempotency_in_progress", "Still being answered", "Ask again in a moment.");
            case InvocationOutcome.KeyReused() -> IdempotencyKey.reused();
            case InvocationOutcome.Overloaded() ->
                Problem.of(429, "overloaded", "Too busy", "Nothing was held. Try again in a moment.");
            case InvocationOutcome.Pending(var hold) ->
                Problem.of(
                                503,
                                "settle_pending",
                                "Answered, but not settled yet",
                                "The database does not answer. Send the same request with the same key again.")
                        .with("invocation", Invocation.id(hold));
            case InvocationOutcome.Unserved(var hold, var failure) ->
                unserved(failure).with("charged", 0).with("invocation", Invocation.id(hold));
            case InvocationOutcome.Late(var hold) ->
                Problem.of(
                                503,
                                "model_unavailable",
                                "Answered too late",
                                "The hold was gone. Try again with the same key.")
                        .with("charged", 0)
                        .with("invocation", Invocation.id(hold));
            case InvocationOutcome.Served served -> throw new IllegalArgumentException("served is no refusal");
        };
    }

    private static Problem unserved(Failure failure) {
        return switch (failure) {
            case INVALID, ERROR ->
                Problem.of(
                        502, failure.code(), "The model failed", "No model answered to the end. Nothing was charged.");
            case UNAVAILABLE ->
                Problem.of(
                        503, failure.code(), "No model is available", "All are busy or closed. Nothing was charged.");
            case TIMEOUT ->
                Problem.of(504, failure.code(), "The model took too long", "It was given up. Nothing was charged.");
            case HUNG_UP ->
                Problem.of(499, failure.code(), "The caller hung up", "Nothing was heard. Nothing was charged.");
        };
    }

    /** Worth the same request again; the SDKs of OpenAI obey both headers. */
    private static Response retry(Response response) {
        return Response.fromResponse(response)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .header(SHOULD_RETRY, true)
                .build();
    }

    /** The route has tried all that it has, so a client that retries by itself must not. */
    private static Response exhausted(Response response) {
        return Response.fromResponse(response).header(SHOULD_RETRY, false).build();
    }

    @ServerExceptionMapper
    public Response unavailable(WalletUnavailable outage) {
        return retry(Problem.of(
                        503,
                        "unavailable",
                        "The database does not answer",
                        "Send the same request with the same key again.")
                .response());
    }
}
