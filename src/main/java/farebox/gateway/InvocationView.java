package farebox.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import farebox.cost.Usage;
import farebox.customer.Caller;
import farebox.gateway.InvocationOutcome.Served;
import farebox.gateway.Invocations.RecordedAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An invocation as apps read it. Which model served it and what it cost is for keys that may read costs.
 *
 * @param output what the model said; absent from receipts and from replays of what is not kept
 * @param outputKept false on a replay whose answer is not kept; else absent
 * @param correctedAt when an operator gave the charge back; absent while it stands, and from answers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvocationView(
        String id,
        String status,
        String customer,
        String task,
        Output output,
        Boolean outputKept,
        String stopReason,
        String errorCode,
        Tokens usage,
        Integer units,
        Charge credits,
        int rateCard,
        Costs costs,
        Instant createdAt,
        Instant correctedAt,
        Map<String, String> metadata,
        boolean livemode) {

    record Output(String role, List<Block> content) {}

    /** A text, what the model thought before it, or a tool that the app is asked to use. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Block(String text, ThinkingView thinking, ToolUseView toolUse) {
        static Block of(Content.Said content) {
            return switch (content) {
                case Content.Text(var text) -> new Block(text, null, null);
                case Content.Thinking(var text, var signature) ->
                    new Block(null, new ThinkingView(text, signature.orElse(null), null), null);
                case Content.RedactedThinking(var base64) ->
                    new Block(null, new ThinkingView(null, null, base64), null);
                case Content.ToolUse(var id, var name, var input) ->
                    new Block(null, null, new ToolUseView(id, name, input));
            };
        }
    }

    /** A text with what the model signs it with; or what only the model can read. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ThinkingView(String text, String signature, String redacted) {}

    record ToolUseView(String id, String name, JsonNode input) {}

    record Tokens(long inputTokens, long outputTokens, long cacheReadTokens, long cacheWriteTokens) {}

    record Charge(long charged, List<LotView> lots, long available) {}

    record LotView(long lot, long credits) {}

    /** In US dollars, exact. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Costs(String model, String revenueUsd, String costUsd, boolean estimated, List<AttemptView> attempts) {}

    /** @param used by which the cost was reckoned; absent where the call never ended */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AttemptView(String model, String outcome, long millis, String costUsd, boolean estimated, Used used) {}

    record Used(
            String serviceTier,
            long inputTokens,
            long outputTokens,
            long cacheReadTokens,

            @JsonProperty("cache_write_5m_tokens") long cacheWrite5mTokens,

            @JsonProperty("cache_write_1h_tokens") long cacheWrite1hTokens,

            int images) {
        static Used of(Usage usage) {
            return new Used(
                    usage.tier().word(),
                    usage.input(),
                    usage.output(),
                    usage.cacheRead(),
                    usage.cacheWrite5m(),
                    usage.cacheWrite1h(),
                    usage.images());
        }
    }

    /** The answer to the request itself, or its replay. */
    static InvocationView of(Served served, Caller caller) {
        return view(
                served.invocation(), served.content(), Receipt.of(served).outputKept(), caller, null, Optional.empty());
    }

    /** The receipt that ends a stream, which has told the answer itself. */
    static InvocationView told(Served served, Caller caller) {
        return view(
                served.invocation(), Optional.empty(), Receipt.of(served).outputKept(), caller, null, Optional.empty());
    }

    /** One of a list. */
    static InvocationView of(Invocation invocation, Caller caller) {
        return view(invocation, Optional.empty(), null, caller, null, Optional.empty());
    }

    /** The receipt: with every attempt, for keys that may read costs. */
    static InvocationView receipt(
            Invocation invocation, Caller caller, List<RecordedAttempt> attempts, Optional<Instant> correctedAt) {
        return view(
                invocation,
                Optional.empty(),
                null,
                caller,
                attempts.stream().map(InvocationView::attempt).toList(),
                correctedAt);
    }

    private static InvocationView view(
            Invocation invocation,
            Optional<List<Content.Said>> content,
            Boolean outputKept,
            Caller caller,
            List<AttemptView> attempts,
            Optional<Instant> correctedAt) {
        var what = invocation.what();
        return new InvocationView(
                invocation.id(),
                what.state().word(),
                invocation.who().customer(),
                what.task(),
                content.map(said -> new Output(
                                "assistant", said.stream().map(Block::of).toList()))
                        .orElse(null),
                outputKept,
                what.stopReason().orElse(null),
                what.errorCode().orElse(null),
                tokens(invocation),
                what.units().orElse(null),
                charge(invocation),
                what.card(),
                caller.may(Caller.COSTS_READ) ? costs(invocation, attempts) : null,
                invocation.startedAt(),
                correctedAt.orElse(null),
                invocation.metadata(),
                caller.livemode());
    }

    private static Tokens tokens(Invocation invocation) {
        var usage = invocation.what().usage();
        return new Tokens(usage.input(), usage.output(), usage.cacheRead(), usage.cacheWrite());
    }

    private static Charge charge(Invocation invocation) {
        var bill = invocation.bill();
        var lots = bill.lots().stream()
                .map(share -> new LotView(share.lot(), share.credits().amount()))
                .toList();
        return new Charge(bill.charged().amount(), lots, bill.available().amount());
    }

    private static Costs costs(Invocation invocation, List<AttemptView> attempts) {
        var bill = invocation.bill();
        return new Costs(
                invocation.what().model().orElse(null),
                bill.revenue().toString(),
                bill.cost().toString(),
                bill.estimated(),
                attempts);
    }

    private static AttemptView attempt(RecordedAttempt attempt) {
        return new AttemptView(
                attempt.modelName(),
                attempt.outcome().orElse("announced"),
                attempt.millis(),
                attempt.cost().toString(),
                attempt.estimated(),
                attempt.usage().map(Used::of).orElse(null));
    }
}
