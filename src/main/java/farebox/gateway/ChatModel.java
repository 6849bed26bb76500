package farebox.gateway;

/** Models that answer a conversation. The vendor's adapter lies behind this, so that it points at the gateway. */
public interface ChatModel {
    /** Calls a model once; whatever goes wrong is a {@link Reply.Failed}, never an exception. */
    Reply reply(String bedrockId, Prompt prompt);
}
