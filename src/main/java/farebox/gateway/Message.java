package farebox.gateway;

import java.util.List;
import java.util.Locale;

/** What one side said in a conversation, in one or more pieces. */
public record Message(Role role, List<Content> content) {
    /** Whose turn it was. */
    public enum Role {
        USER,
        ASSISTANT;

        /** As wires write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Message {
        content = List.copyOf(content);
    }
}
