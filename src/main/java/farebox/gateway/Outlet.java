package farebox.gateway;

import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Where the events of one streamed answer go out, in whichever form. A caller who does not read is not there. */
public abstract class Outlet {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ROOM_CHECKS = Duration.ofMillis(20);

    private final OutputStream out;
    private final HttpServerResponse response;

    /** Makes the outlets of one form. */
    public interface Form<E extends Outlet> {
        E to(OutputStream out, HttpServerResponse response);
    }

    protected Outlet(OutputStream out, HttpServerResponse response) {
        this.out = out;
        this.response = response;
    }

    /**
     * Keeps proxies from taking a silent stream for a dead one, where the form has a way to. Says whether the caller is
     * still there.
     */
    protected abstract boolean keepAlive();

    protected final boolean isCallerThere() {
        return !response.closed();
    }

    /** Says whether the caller is still there. */
    protected final boolean write(byte[] bytes) {
        if (!waitForRoom()) return false;
        try {
            out.write(bytes);
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
