package farebox.welcome;

import farebox.deployment.Deployment;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Greets whoever started Farebox, once it can be reached, with all that is needed to begin. */
@Singleton
@UnlessBuildProfile("test")
class Welcome {
    private final Deployment deployment;
    private final Demo demo;
    private final FirstOperator firstOperator;
    private final boolean demoWanted;
    private final String database;

    Welcome(
            Deployment deployment,
            Demo demo,
            FirstOperator firstOperator,
            @ConfigProperty(name = "FAREBOX_DEMO", defaultValue = "false") boolean demoWanted,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database) {
        this.deployment = deployment;
        this.demo = demo;
        this.firstOperator = firstOperator;
        this.demoWanted = demoWanted;
        this.database = database;
    }

    void greet(@ObservesAsync HttpServerStart started) {
        var allSandboxed =
                deployment.stripe().sandboxed() && deployment.bedrock().sandboxed();
        var text = new WelcomeText(deployment.publicUrl(), database, deployment.sandboxed());
        System.out.println(
                demoWanted || allSandboxed
                        ? text.forNewcomers(demo.seed())
                        : text.forOperators(firstOperator.ensure()));
    }
}
