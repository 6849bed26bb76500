package farebox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Server-sent events to one caller. Each method says whether the caller is still there: one who does not read is not. */
public final class ServerSentEvents extends Outlet {
    private static final byte[] END = "\n\n".getBytes(UTF_8);

    private final ObjectMapper mapper;

    ServerSentEvents(OutputStream out, HttpServerResponse response, ObjectMapper mapper) {
        super(out, response);
        this.mapper = mapper;
    }

    public boolean send(String event, Object data) {
        return write("event: " + event + "\ndata: ", json(data));
    }

    /** An event without a name. */
    public boolean send(Object data) {
        return write("data: ", json(data));
    }

    /** An event without a name whose data is no JSON. */
    public boolean sendText(String data) {
        return write("data: ", data.getBytes(UTF_8));
    }

    /** As bytes, in which half a sign, whose other half comes next, stays what it is. */
    private byte[] json(Object data) {
        try {
            return mapper.writeValueAsBytes(data);
        } catch (JsonProcessingException neverOfOurs) {
            throw new IllegalStateException(neverOfOurs);
        }
    }

    /** A comment. */
    @Override
    protected boolean keepAlive() {
        return write(": keep-alive\n\n".getBytes(UTF_8));
    }

    private boolean write(String fields, byte[] data) {
        var event = new ByteArrayOutputStream(fields.length() + data.length + END.length);
        event.writeBytes(fields.getBytes(UTF_8));
        event.writeBytes(data);
        event.writeBytes(END);
        return write(event.toByteArray());
    }
}
