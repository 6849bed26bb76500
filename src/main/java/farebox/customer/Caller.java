package farebox.customer;

import farebox.web.Problem;
import java.util.Set;

/** The app behind a request, known by its key. */
public record Caller(int app, String appName, int key, AppKey.Allowed allowed, boolean livemode) {
    public static final String GRANTS_WRITE = "grants:write";
    public static final String COSTS_READ = "costs:read";

    /** Every scope that there is. */
    public static final Set<String> SCOPES = Set.of(GRANTS_WRITE, COSTS_READ);

    public boolean may(String scope) {
        return allowed.scopes().contains(scope);
    }

    /** Ends the request when the key lacks the scope. */
    public void need(String scope) {
        if (!may(scope))
            throw Problem.of(403, "scope_missing", "The key does not allow this", "It needs the scope " + scope + ".")
                    .with("scope", scope)
                    .exception();
    }
}
