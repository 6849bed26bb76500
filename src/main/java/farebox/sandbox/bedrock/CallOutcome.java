package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a model call ends. */
sealed interface CallOutcome {
    /** A reply, with or without token counts and at the pace that the model has been told. */
    record Answered(Reply reply, int inputTokens, long millis, Behaviour told) implements CallOutcome {
        boolean counted() {
            return told.kind() != Kind.NO_USAGE;
        }

        ObjectNode usage() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("inputTokens", inputTokens)
                    .put("outputTokens", reply.outputTokens())
                    .put("totalTokens", inputTokens + reply.outputTokens());
        }
    }

    record Failed(AwsError error) implements CallOutcome {}

    record Garbled() implements CallOutcome {}
}
