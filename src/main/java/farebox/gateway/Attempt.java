package farebox.gateway;

import farebox.cost.PricedModel;
import farebox.cost.Rates;
import farebox.cost.Usage;
import farebox.gateway.Reply.Answered;
import farebox.gateway.Reply.Broken;
import farebox.gateway.Reply.Failed;
import farebox.money.Usd;
import farebox.wallet.AttemptCost;
import java.util.List;
import java.util.Locale;

/**
 * One call of one model that has ended.
 *
 * @param announced the cost that was expected before the call
 * @param estimated whether usage and cost are reckoned from lengths, because the model did not tell
 */
record Attempt(
        int no, PricedModel model, Usd announced, Reply reply, long millis, Usage usage, Usd cost, boolean estimated) {

    /** What a call is expected to cost: the whole prompt, and as long an answer as it may give. */
    static Usd expected(PricedModel model, Prompt prompt) {
        return model.price().costOf(prompt.worst());
    }

    static Attempt ended(int no, PricedModel model, Prompt prompt, Reply reply, long millis) {
        return switch (reply) {
            case Answered(var said, var stopReason, var usage) ->
                told(no, model, prompt, reply, millis, usage.orElseGet(() -> heard(prompt, said)), usage.isEmpty());
            case Broken(var failure, var said, var usage, var why) ->
                told(no, model, prompt, reply, millis, usage.orElseGet(() -> heard(prompt, said)), usage.isEmpty());
            case Failed failed -> {
                var usage = failed.mayBeBilled() ? prompt.worst() : Usage.NONE;
                var announced = expected(model, prompt);
                var cost = failed.mayBeBilled() ? announced : Usd.ZERO;
                yield new Attempt(no, model, announced, reply, millis, usage, cost, failed.mayBeBilled());
            }
        };
    }

    /** A call without usage is estimated from what was said, never taken for free. */
    private static Usage heard(Prompt prompt, List<Content.Said> said) {
        return prompt.used(Prompt.tokensOf(said.stream()));
    }

    private static Attempt told(
            int no, PricedModel model, Prompt prompt, Reply reply, long millis, Usage usage, boolean estimated) {
        var announced = expected(model, prompt);
        try {
            var cost = model.price().costOf(usage);
            return new Attempt(no, model, announced, reply, millis, usage, cost, estimated);
        } catch (Rates.UnknownRate unlisted) {
            // Nobody asked for it: what was asked for has a price.
            var asked = usage.uncached().served(prompt.settings().tier(), usage.images());
            return new Attempt(
                    no, model, announced, reply, millis, usage, model.price().costOf(asked), true);
        }
    }

    AttemptCost bill() {
        return new AttemptCost(no, model.model().no(), cost);
    }

    /** As the table has it. */
    String outcome() {
        return switch (reply) {
            case Answered answered -> "answered";
            case Failed failed -> failed.failure().name().toLowerCase(Locale.ROOT);
            case Broken broken -> broken.failure().name().toLowerCase(Locale.ROOT);
        };
    }
}
