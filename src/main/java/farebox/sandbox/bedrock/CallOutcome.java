package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farebox.sandbox.bedrock.PromptCache.Cached;

/** How a model call ends. */
sealed interface CallOutcome {
    /** A reply, with or without token counts and at the pace that the model has been told. */
    record Answered(Reply reply, Conversation asked, Cached cached, long millis, Behaviour told)
            implements CallOutcome {
        boolean counted() {
            return told.kind() != Kind.NO_USAGE;
        }

        ObjectNode usage() {
            var input = asked.inputTokens() - cached.all();
            var usage = JsonNodeFactory.instance
                    .objectNode()
                    .put("inputTokens", input)
                    .put("outputTokens", reply.outputTokens())
                    .put("totalTokens", input + reply.outputTokens());
            if (cached.all() > 0) tell(cached, usage);
            return usage;
        }

        private static void tell(Cached cached, ObjectNode usage) {
            usage.put("cacheReadInputTokens", cached.read())
                    .put("cacheWriteInputTokens", cached.written5m() + cached.written1h());
            var details = usage.putArray("cacheDetails");
            if (cached.written1h() > 0) details.addObject().put("ttl", "1h").put("inputTokens", cached.written1h());
            if (cached.written5m() > 0) details.addObject().put("ttl", "5m").put("inputTokens", cached.written5m());
        }

        /** The tier that served it, where one was asked for. */
        void tellTier(ObjectNode answer) {
            asked.tier()
                    .map(tier -> told.kind() == Kind.DEFAULT_TIER ? "default" : tier)
                    .ifPresent(tier -> answer.putObject("serviceTier").put("type", tier));
        }
    }

    record Failed(AwsError error) implements CallOutcome {}

    record Garbled() implements CallOutcome {}
}
