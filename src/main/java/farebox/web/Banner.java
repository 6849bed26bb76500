package farebox.web;

import farebox.deployment.Deployment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** The line above every page that says what is not real here; none when everything is. */
@Named
@ApplicationScoped
public class Banner {
    private final Deployment deployment;

    Banner(Deployment deployment) {
        this.deployment = deployment;
    }

    /** The line, or null. */
    public String text() {
        var sandboxed = deployment.sandboxed();
        if (sandboxed.isEmpty()) return null;
        var names = String.join(" and ", sandboxed);
        return "Sandbox: " + names + (sandboxed.size() == 1 ? " is" : " are") + " played by Farebox itself"
                + (deployment.stripe().sandboxed() ? ", and no real money moves." : ".");
    }
}
