package farebox.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.web.Problem;
import farebox.web.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import org.jboss.logging.Logger;

/** One answer told to one caller in the voice of their surface, with a comment from time to time while nothing comes. */
record Recital(AwaitedAnswer answer, Voice voice, HttpServerRequest request, ObjectMapper mapper)
        implements StreamingOutput {
    private static final Logger LOG = Logger.getLogger(Recital.class);
    private static final int KEEP_ALIVE_TICKS = 10;
    private static final Problem UNEXPECTED = Problem.of(
            500,
            "internal_error",
            "Something went wrong here",
            "It has been logged. Send the same request with the same key again.");

    @Override
    public void write(OutputStream out) {
        var events = new ServerSentEvents(out, request, mapper);
        try {
            voice.begin(answer, events);
            voice.end(answer.tell(new Caller(events)), events);
        } catch (ProblemException failure) {
            voice.fail(failure.problem(), events);
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "%s failed", answer.invocation());
            voice.fail(UNEXPECTED, events);
        }
    }

    private class Caller implements Listener {
        private final ServerSentEvents events;
        private int ticks;

        Caller(ServerSentEvents events) {
            this.events = events;
        }

        @Override
        public boolean hear(Delta delta) {
            return voice.tell(delta, events);
        }

        @Override
        public boolean isThere() {
            ticks++;
            return ticks % KEEP_ALIVE_TICKS == 0 ? events.keepAlive() : events.isCallerThere();
        }
    }
}
