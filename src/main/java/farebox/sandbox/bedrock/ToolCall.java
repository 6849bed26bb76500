package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** A tool that a model asks for. */
record ToolCall(String id, String name, ObjectNode input) {
    static ToolCall of(String name, ObjectNode input) {
        return new ToolCall(
                "tooluse_" + UUID.randomUUID().toString().replace("-", "").substring(0, 22), name, input);
    }

    int tokens() {
        return Tokens.in(name) + Tokens.in(input.toString());
    }
}
