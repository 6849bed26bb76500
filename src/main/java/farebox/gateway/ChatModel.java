package farebox.gateway;

/**
 * Models that answer a conversation. The vendor's adapter lies behind this, so that it points at the gateway. Each call
 * is one call of one model; whatever goes wrong is a {@link Reply}, never an exception.
 */
public interface ChatModel {
    /** How many whole answers may be waited for at once; each has a connection to itself. */
    int REPLIES_MAX = 512;

    /** Waits for the whole answer. */
    Reply reply(String bedrockId, Prompt prompt);

    /** Passes the answer on while it comes, no faster than it is heard, and stops when the listener is there no more. */
    Reply stream(String bedrockId, Prompt prompt, Listener listener);
}
