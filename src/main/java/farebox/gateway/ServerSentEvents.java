package farebox.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Server-sent events to one caller. Each method says whether the caller is still there: one who does not read is not. */
public final class ServerSentEvents {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ROOM_CHECKS = Duration.ofMillis(20);

    private final OutputStream out;
    private final HttpServerResponse response;
    private final ObjectMapper mapper;

    ServerSentEvents(OutputStream out, HttpServerRequest request, ObjectMapper mapper) {
        this.out = out;
        this.response = request.response();
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

    /** Keeps proxies from taking a silent stream for a dead one. */
    boolean keepAlive() {
        return write(": keep-alive\n\n");
    }

    boolean isCallerThere() {
        return !response.closed();
    }

    private boolean write(String text) {
        if (!waitForRoom()) return false;
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return isCallerThere();
        } catch (IOException gone) {
            return false;
        }
    }

    /** Writing waits for a slow reader without end, and a hold must not. */
    private boolean waitForRoom() {
        var begun = System.nanoTime();
        while (response.writeQueueFull() && isCallerThere()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                // From now on they count as gone; the connection closes once they read or it idles out.
                response.reset();
                return false;
            }
            LockSupport.parkNanos(ROOM_CHECKS.toNanos());
        }
        return isCallerThere();
    }
}
