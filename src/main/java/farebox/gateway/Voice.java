package farebox.gateway;

import farebox.gateway.InvocationOutcome.Served;
import farebox.web.Problem;

/** How a surface puts a streamed answer into server-sent events. */
public interface Voice {
    void begin(AwaitedAnswer answer, ServerSentEvents events);

    /** Says whether the caller is still there. */
    boolean tell(Delta delta, ServerSentEvents events);

    /** What was charged has been committed. */
    void end(Served served, ServerSentEvents events);

    void fail(Problem problem, ServerSentEvents events);
}
