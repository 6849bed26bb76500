package farebox.sandbox.bedrock;

import jakarta.enterprise.context.ApplicationScoped;

/** The sandbox's models: they take their time, and answer or misbehave as they are told. */
@ApplicationScoped
class Models {
    private final Behaviours behaviours;
    private final MagicWords magicWords;
    private final PromptCache cache;

    Models(Behaviours behaviours, MagicWords magicWords, PromptCache cache) {
        this.cache = cache;
        this.behaviours = behaviours;
        this.magicWords = magicWords;
    }

    CallOutcome call(ModelId model, Conversation conversation) throws InterruptedException {
        var latency = behaviours.settings().latencyMillis();
        var told = magicWords
                .in(conversation.lastUserText())
                .or(() -> behaviours.next(model))
                .orElseGet(() -> Behaviour.plain(latency));
        var millis = told.takes(latency);
        Thread.sleep(millis);
        if (told.kind().error().isPresent())
            return new CallOutcome.Failed(told.kind().error().get());
        if (told.kind() == Kind.GARBAGE) return new CallOutcome.Garbled();
        return new CallOutcome.Answered(
                Reply.to(conversation, model), conversation, cache.cached(model, conversation.marks()), millis, told);
    }
}
