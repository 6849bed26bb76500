package farebox.gateway;

import farebox.web.Problem;
import farebox.web.ProblemException;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One answer told to one caller in the voice of their surface, with a sign of life from time to time while nothing comes. */
record Recital<E extends Outlet>(AwaitedAnswer answer, Voice<E> voice, Function<OutputStream, E> outlet)
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
        var events = outlet.apply(out);
        var charged = 0L;
        try {
            voice.begin(answer, events);
            var served = answer.tell(new Caller(events));
            charged = served.invocation().bill().charged().amount();
            voice.end(served, events);
        } catch (ProblemException failure) {
            voice.fail(failure.problem(), events);
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "%s failed", answer.invocation());
            voice.fail(UNEXPECTED.with("charged", charged).with("invocation", answer.invocation()), events);
        }
    }

    private class Caller implements Listener {
        private final E events;
        private int ticks;

        Caller(E events) {
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
