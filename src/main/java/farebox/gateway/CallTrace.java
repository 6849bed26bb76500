package farebox.gateway;

import farebox.cost.PricedModel;
import farebox.wallet.HoldOutcome;
import farebox.wallet.HoldOutcome.Held;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;

/**
 * The spans of one call: one around it all, and one around each of its steps. They tell the task class, the models and
 * how each step ended, never who paid or what was said.
 */
final class CallTrace {
    private static final AttributeKey<String> INVOCATION = AttributeKey.stringKey("farebox.invocation");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("farebox.model");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("farebox.outcome");

    private final Tracer tracer;
    private final Span call;

    CallTrace(Tracer tracer, Span call) {
        this.tracer = tracer;
        this.call = call;
    }

    /** The first step, and the last where nothing is held. */
    HoldOutcome hold(Supplier<HoldOutcome> hold) {
        HoldOutcome outcome = null;
        try {
            outcome = step("hold", Attributes.empty(), hold);
            return outcome;
        } finally {
            if (outcome instanceof Held held) call.setAttribute(INVOCATION, Invocation.id(held.hold()));
            else end();
        }
    }

    Reply model(PricedModel model, Supplier<Reply> reply) {
        return step("model", Attributes.of(MODEL, model.model().name()), reply);
    }

    <T> T settle(Supplier<T> settlement) {
        return step("settle", Attributes.empty(), settlement);
    }

    <T> T abandon(Supplier<T> release) {
        return step("abandon", Attributes.empty(), release);
    }

    void end() {
        call.end();
    }

    private <T> T step(String name, Attributes attributes, Supplier<T> step) {
        var span = tracer.spanBuilder(name)
                .setParent(Context.root().with(call))
                .setAllAttributes(attributes)
                .startSpan();
        try {
            var outcome = step.get();
            span.setAttribute(OUTCOME, CallMetrics.word(outcome));
            return outcome;
        } catch (RuntimeException | Error failure) {
            // Its message and its causes may quote what was said.
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
            throw failure;
        } finally {
            span.end();
        }
    }
}
