package farebox.gateway;

import farebox.customer.Customer;
import farebox.customer.PortalLinks;
import farebox.gateway.Reply.Failure;
import farebox.money.Credits;
import farebox.wallet.Cap;
import farebox.wallet.WalletUnavailable;
import farebox.web.IdempotencyKey;
import farebox.web.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
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
        return switch (outcome) {
            case InvocationOutcome.NotEnough(var available, var asked) ->
                notEnough(customer, available, asked).response();
            case InvocationOutcome.CapReached(var scope, var limit, var resetsAt) ->
                capReached(scope, limit, resetsAt).response();
            case InvocationOutcome.Frozen(var reason) -> frozen(reason).response();
            case InvocationOutcome.InProgress(var hold) ->
                retry(Problem.of(409, "idempotency_in_progress", "Still being answered", "Ask again in a moment."));
            case InvocationOutcome.KeyReused() -> IdempotencyKey.reused().response();
            case InvocationOutcome.Overloaded() -> overloaded();
            case InvocationOutcome.Pending(var hold) ->
                retry(Problem.of(
                                503,
                                "settle_pending",
                                "Answered, but not settled yet",
                                "The database does not answer. Send the same request with the same key again.")
                        .with("invocation", Invocation.id(hold)));
            case InvocationOutcome.Unserved(var hold, var failure) ->
                exhausted(unserved(failure).with("charged", 0).with("invocation", Invocation.id(hold)));
            case InvocationOutcome.Late(var hold) ->
                retry(Problem.of(
                                503,
                                "model_unavailable",
                                "Answered too late",
                                "The hold was gone. Try again with the same key.")
                        .with("charged", 0)
                        .with("invocation", Invocation.id(hold)));
            case InvocationOutcome.Served served -> throw new IllegalArgumentException("served is no refusal");
        };
    }

    Problem notEnough(Customer customer, Credits available, Credits asked) {
        return Problem.of(
                        402,
                        "insufficient_credits",
                        "Not enough credits",
                        "It takes " + asked + " credits; " + available
                                + " are available. More can be bought at top_up_url.")
                .with("required", asked.amount())
                .with("available", available.amount())
                .with("top_up_url", links.link(customer.no()).toString());
    }

    static Problem capReached(Cap.Scope scope, Credits limit, Optional<Instant> resetsAt) {
        var problem = Problem.of(
                        402,
                        "spend_cap_reached",
                        "A cap is reached",
                        "No more than " + limit + " credits may be held and spent here.")
                .with("scope", scope.word())
                .with("limit", limit.amount());
        return resetsAt.map(at -> problem.with("resets_at", at.toString())).orElse(problem);
    }

    static Problem frozen(String reason) {
        return Problem.of(403, "wallet_frozen", "The wallet is frozen", "Nothing can be spent: " + reason);
    }

    static Response overloaded() {
        return retry(Problem.of(429, "overloaded", "Too busy", "Nothing was held. Try again in a moment."));
    }

    private static Problem unserved(Failure failure) {
        return switch (failure) {
            case INVALID, ERROR ->
                Problem.of(502, failure.code(), "The model failed", "No model could answer. Nothing was charged.");
            case UNAVAILABLE ->
                Problem.of(
                        503, failure.code(), "No model is available", "All are busy or closed. Nothing was charged.");
            case TIMEOUT ->
                Problem.of(504, failure.code(), "The model took too long", "It was given up. Nothing was charged.");
        };
    }

    /** Worth the same request again; the SDKs of OpenAI obey both headers. */
    private static Response retry(Problem problem) {
        return Response.fromResponse(problem.response())
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .header(SHOULD_RETRY, true)
                .build();
    }

    /** The route has tried all that it has, so a client that retries by itself must not. */
    private static Response exhausted(Problem problem) {
        return Response.fromResponse(problem.response())
                .header(SHOULD_RETRY, false)
                .build();
    }

    @ServerExceptionMapper
    public Response unavailable(WalletUnavailable outage) {
        return retry(Problem.of(
                503, "unavailable", "The database does not answer", "Send the same request with the same key again."));
    }
}
