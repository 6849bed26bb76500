package farebox.gateway;

import farebox.customer.Customer;
import farebox.customer.PortalLinks;
import farebox.gateway.InvocationOutcome.Served;
import farebox.gateway.Reply.Failure;
import farebox.money.Credits;
import farebox.wallet.Cap;
import farebox.wallet.WalletUnavailable;
import farebox.web.IdempotencyKey;
import farebox.web.Problem;
import farebox.web.Problems;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Why an invocation was not served, the same on all surfaces; none but what is still to be settled charges anything. */
@Singleton
class Refusals {
    private static final int RETRY_SECONDS = 1;

    private final PortalLinks links;
    private final Problems problems;

    Refusals(PortalLinks links, Problems problems) {
        this.links = links;
        this.problems = problems;
    }

    /** What was served; ends the request for every other outcome. */
    Served served(Customer customer, InvocationOutcome outcome) {
        if (outcome instanceof Served served) return served;
        throw problem(customer, outcome).exception();
    }

    private Problem problem(Customer customer, InvocationOutcome outcome) {
        return switch (outcome) {
            case InvocationOutcome.NotEnough(var available, var asked) -> notEnough(customer, available, asked);
            case InvocationOutcome.CapReached(var scope, var limit, var resetsAt) -> capReached(scope, limit, resetsAt);
            case InvocationOutcome.Frozen(var reason) -> frozen(reason);
            case InvocationOutcome.InProgress(var hold) ->
                Problem.of(409, "idempotency_in_progress", "Still being answered", "Ask again in a moment.")
                        .retryAfter(RETRY_SECONDS);
            case InvocationOutcome.KeyReused() -> IdempotencyKey.reused();
            case InvocationOutcome.Overloaded() -> Problem.overloaded();
            case InvocationOutcome.Pending(var hold, var keyed) ->
                pending(keyed).with("invocation", Invocation.id(hold));
            case InvocationOutcome.Unserved(var hold, var failure) ->
                // The route has tried all that it has.
                unserved(failure)
                        .with("charged", 0)
                        .with("invocation", Invocation.id(hold))
                        .withoutRetry();
            case InvocationOutcome.Late(var hold) ->
                Problem.of(
                                503,
                                "model_unavailable",
                                "Answered too late",
                                "The hold was gone. Try again with the same key.")
                        .with("charged", 0)
                        .with("invocation", Invocation.id(hold))
                        .retryAfter(RETRY_SECONDS);
            case Served served -> throw new IllegalArgumentException("served is no refusal");
        };
    }

    private static Problem pending(boolean keyed) {
        var code = "settle_pending";
        var title = "Answered, but not settled yet";
        return keyed
                ? Problem.of(
                                503,
                                code,
                                title,
                                "The database does not answer. Send the same request with the same key again.")
                        .retryAfter(RETRY_SECONDS)
                // The same request without a key is another one, and would be charged as well.
                : Problem.of(503, code, title, "The database does not answer. What it costs is booked once it does.")
                        .withoutRetry();
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

    private static Problem unserved(Failure failure) {
        return switch (failure) {
            case INVALID, ERROR ->
                Problem.of(
                        502, failure.code(), "The model failed", "No model answered to the end. Nothing was charged.");
            case UNAVAILABLE ->
                Problem.of(
                        503,
                        failure.code(),
                        "No model is available",
                        "All are busy or closed, or broke off. Nothing was charged.");
            case TIMEOUT ->
                Problem.of(504, failure.code(), "The model took too long", "It was given up. Nothing was charged.");
            case HUNG_UP ->
                Problem.of(499, failure.code(), "The caller hung up", "Nothing was heard. Nothing was charged.");
        };
    }

    @ServerExceptionMapper
    public Response unavailable(WalletUnavailable outage) {
        return problems.response(Problem.of(
                        503,
                        "unavailable",
                        "The database does not answer",
                        "Send the same request with the same key again.")
                .retryAfter(RETRY_SECONDS));
    }
}
