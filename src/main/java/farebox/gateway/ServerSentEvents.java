package farebox.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events to one caller. Each method says whether the caller is still there: one who does not read is not. */
public final class ServerSentEvents extends Outlet {
    private final ObjectMapper mapper;

    ServerSentEvents(OutputStream out, HttpServerResponse response, ObjectMapper mapper) {
        super(out, response);
        this.mapper = mapper;
    }

    public boolean send(String event, Object data) {
        return write("event: " + event + "\ndata: " + json(data) + "\n\n");
    }

    /** An event without a name. */
    public boolean send(Object data) {
        return sendText(json(data));
    }

    /** An event without a name whose data is no JSON. */
    public boolean sendText(String data) {
        return write("data: " + data + "\n\n");
    }

    private String json(Object data) {
        try {
            return mapper.writeValueAsString(data);
        } catch (JsonProcessingException neverOfOurs) {
            throw new IllegalStateException(neverOfOurs);
        }
    }

    /** A comment. */
    @Override
    protected boolean keepAlive() {
        return write(": keep-alive\n\n");
    }

    private boolean write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }
}
