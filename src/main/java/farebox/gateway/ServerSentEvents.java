package farebox.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Server-sent events to one caller. Each method says whether the caller is still there: one who does not read is not. */
final class ServerSentEvents {
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

    boolean send(String event, Object data) {
        try {
            return write("event: " + event + "\ndata: " + mapper.writeValueAsString(data) + "\n\n");
        } catch (IOException unwritable) {
            return false;
        }
    }

    /** Keeps proxies from taking a silent stream for a dead one. */
    boolean keepAlive() {
        try {
            return write(": keep-alive\n\n");
        } catch (IOException unwritable) {
            return false;
        }
    }

    boolean isCallerThere() {
        return !response.closed();
    }

    private boolean write(String text) throws IOException {
        if (!waitForRoom()) return false;
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return isCallerThere();
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
