package farebox.gateway.converse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.gateway.Outlet;
import io.vertx.core.http.HttpServerResponse;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Events as AWS frames them. Each method says whether the caller is still there. */
final class EventFrames extends Outlet {
    static final String MEDIA_TYPE = "application/vnd.amazon.eventstream";

    private final ObjectMapper mapper;

    EventFrames(OutputStream out, HttpServerResponse response, ObjectMapper mapper) {
        super(out, response);
        this.mapper = mapper;
    }

    boolean event(String type, Map<String, Object> data) {
        return send("event", ":event-type", type, data);
    }

    /** What went wrong after the answer had begun. */
    boolean exception(String type, Map<String, Object> data) {
        return send("exception", ":exception-type", type, data);
    }

    private boolean send(String kind, String typeHeader, String type, Map<String, Object> data) {
        var headers = Map.of(
                ":message-type",
                HeaderValue.fromString(kind),
                typeHeader,
                HeaderValue.fromString(type),
                ":content-type",
                HeaderValue.fromString("application/json"));
        return write(new Message(headers, json(data)).toByteBuffer().array());
    }

    private byte[] json(Map<String, Object> data) {
        try {
            return mapper.writeValueAsBytes(data);
        } catch (JsonProcessingException neverOfOurs) {
            throw new IllegalStateException(neverOfOurs);
        }
    }

    /** There is no frame that says nothing, and Bedrock sends none. */
    @Override
    protected boolean keepAlive() {
        return isCallerThere();
    }
}
