package farebox.customer;

import farebox.web.Problem;
import farebox.web.ProblemException;
import farebox.web.Surfaces;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Knows who makes the request at hand, by the bearer key that it carries. */
@RequestScoped
public class Callers {
    private static final String BEARER = "bearer ";
    private static final int KEY_LENGTH_MAX = 200;

    private final AppKeys keys;
    private final HttpServerRequest request;
    private Caller caller;

    Callers(AppKeys keys, HttpServerRequest request) {
        this.keys = keys;
        this.request = request;
    }

    /** Who calls; ends the request when the key is missing, unknown, revoked or of the other mode. */
    public Caller current() {
        if (caller == null) caller = keys.caller(bearer()).orElseThrow(Callers::unknown);
        return caller;
    }

    private String bearer() {
        var header = request.getHeader("authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) throw unknown();
        var key = header.substring(BEARER.length()).strip();
        if (key.length() > KEY_LENGTH_MAX) throw unknown();
        return key;
    }

    private static ProblemException unknown() {
        return Problem.of(
                        401,
                        "invalid_api_key",
                        "The key is not valid",
                        "Send Authorization: Bearer and a key that this Farebox has given out and not revoked.")
                .exception();
    }

    /** Guards every wire surface for apps, so that no endpoint can forget to ask. */
    static class Guard {
        private final Callers callers;
        private final RateLimits limits;
        private final HttpServerRequest http;

        Guard(Callers callers, RateLimits limits, HttpServerRequest http) {
            this.callers = callers;
            this.limits = limits;
            this.http = http;
        }

        @ServerRequestFilter
        public void admit(ContainerRequestContext request) {
            if (Surfaces.lieAt(request.getUriInfo().getPath())) limits.count(callers.current(), http.response());
        }
    }
}
