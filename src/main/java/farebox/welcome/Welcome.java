package farebox.welcome;

import farebox.deployment.Deployment;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what a first start lacks, and greets whoever started Farebox once it can be reached. */
@Singleton
@UnlessBuildProfile("test")
class Welcome {
    private static final int AFTER_EVERYBODY = 10_000;

    private final Deployment deployment;
    private final Demo demo;
    private final FirstOperator firstOperator;
    private final String database;
    private volatile Function<WelcomeText, String> greeting;

    Welcome(
            Deployment deployment,
            Demo demo,
            FirstOperator firstOperator,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database) {
        this.deployment = deployment;
        this.demo = demo;
        this.firstOperator = firstOperator;
        this.database = database;
    }

    /** Before anybody can call. */
    void prepare(@Observes @Priority(AFTER_EVERYBODY) StartupEvent started) {
        if (deployment.demo()) prepareDemo();
        else {
            var signIn = firstOperator.ensure();
            greeting = text -> text.forOperators(signIn);
        }
    }

    private void prepareDemo() {
        var signIn = firstOperator.isNamed() ? firstOperator.ensure() : demoSignIn();
        var appKey = demo.appKey();
        greeting =
                text -> appKey.map(key -> text.forNewcomers(signIn, key)).orElseGet(() -> text.withoutAppKey(signIn));
    }

    private String demoSignIn() {
        return demo.operator()
                .map(login -> "sign in as %s, password %s".formatted(login.email(), login.password()))
                .orElse("sign in as an operator");
    }

    /** Only now is the port known. */
    void greet(@ObservesAsync HttpServerStart started) {
        var text = new WelcomeText(deployment.publicUrl(), database, deployment.sandboxed());
        System.out.println(greeting.apply(text));
    }
}
