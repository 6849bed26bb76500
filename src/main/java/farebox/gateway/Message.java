package farebox.gateway;

import java.util.List;

/** What one side said in a conversation, in one or more texts. */
public record Message(Role role, List<String> texts) {
    /** Whose turn it was. */
    public enum Role {
        USER,
        ASSISTANT
    }

    public Message {
        texts = List.copyOf(texts);
    }
}
