package farebox.gateway;

import farebox.gateway.InvocationOutcome.Served;
import farebox.web.Problem;

/** How a surface puts a streamed answer into events of its own form. */
public interface Voice<E extends Outlet> {
    void begin(AwaitedAnswer answer, E events);

    /** Says whether the caller is still there. */
    boolean tell(Delta delta, E events);

    /** What was charged has been committed. */
    void end(Served served, E events);

    void fail(Problem problem, E events);
}
