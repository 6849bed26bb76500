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
        // Where one is real, it bills real money.
        if (sandboxed.size() == 1) return "Sandbox: " + sandboxed.getFirst() + " is played by Farebox itself.";
        return "Sandbox: " + String.join(" and ", sandboxed)
                + " are played by Farebox itself, and no real money moves.";
    }
}
