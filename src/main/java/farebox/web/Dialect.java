package farebox.web;

import jakarta.ws.rs.core.Response;

/** How a wire surface that imitates somebody else's API tells a problem: in the words that its clients know. */
public interface Dialect {
    /** Whether the surface lies at this path. */
    boolean isSpokenAt(String path);

    Response response(Problem problem);
}
