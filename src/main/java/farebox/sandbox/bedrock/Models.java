package farebox.sandbox.bedrock;

import jakarta.enterprise.context.ApplicationScoped;

/** The sandbox's models: they take their time, and answer or misbehave as they are told. */
@ApplicationScoped
class Models {
    private final Behaviours behaviours;
    private final MagicWords magicWords;

    Models(Behaviours behaviours, MagicWords magicWords) {
        this.behaviours = behaviours;
        this.magicWords = magicWords;
    }

    CallOutcome call(ModelId model, Conversation conversation) throws InterruptedException {
        var latency = behaviours.settings().latencyMillis();
        var told = magicWords.in(conversation.lastUserText()).or(() -> behaviours.next(model));
        long millis = told.map(behaviour -> behaviour.takes(latency)).orElse(latency);
        Thread.sleep(millis);
        var kind = told.map(Behaviour::kind).orElse(Kind.SLOW);
        if (kind.error().isPresent()) return new CallOutcome.Failed(kind.error().get());
        if (kind == Kind.GARBAGE) return new CallOutcome.Garbled();
        var reply = Reply.to(conversation, model);
        return new CallOutcome.Answered(reply, conversation.inputTokens(), millis, kind != Kind.NO_USAGE);
    }
}
