package farebox.deployment;

import static java.util.stream.Collectors.toMap;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Knows what runs where: this app's addresses, its Stripe and its Bedrock, and which of them are sandboxed. */
@Singleton
public class Deployment {
    private static final int BEFORE_EVERYBODY = 1;

    private final Settings settings;
    private final HttpServer server;
    private final Stamps stamps;
    private final String host;
    private Stamp stamp;

    Deployment(Config config, HttpServer server, Stamps stamps) {
        this.settings = Settings.read(Settings.NAMES.stream()
                .filter(name -> config.getOptionalValue(name, String.class).isPresent())
                .collect(toMap(name -> name, name -> config.getValue(name, String.class))));
        this.host = config.getValue("quarkus.http.host", String.class);
        this.server = server;
        this.stamps = stamps;
    }

    void meetDatabase(@Observes @Priority(BEFORE_EVERYBODY) StartupEvent started) {
        stamp = stamps.stamp(settings.mode());
        stamp.mode().refuseUnless(settings.mode());
    }

    /** Where browsers and apps find Farebox. */
    public URI publicUrl() {
        return settings.publicUrl().orElseGet(() -> URI.create("http://localhost:" + server.getPort()));
    }

    /** Where this very instance listens. */
    public URI localUrl() {
        var everywhere = host.equals("0.0.0.0") || host.equals("localhost");
        return URI.create("http://" + (everywhere ? "127.0.0.1" : host) + ":" + server.getPort());
    }

    /** Stripe, or the sandbox that plays it. */
    public Stripe stripe() {
        return settings.stripe().orElseGet(() -> Stripe.sandbox(stamp.sandboxWebhookSecret(), localUrl()));
    }

    /** Whether Stripe adds tax to the prices of packs, by where the buyer is. */
    public boolean automaticTax() {
        return settings.automaticTax();
    }

    /** Amazon Bedrock, or the sandbox that plays it. */
    public Bedrock bedrock() {
        return settings.bedrock().orElseGet(() -> Bedrock.sandbox(localUrl()));
    }

    /** The folder for what is kept outside of the database. */
    public Path data() {
        return settings.data();
    }

    /** Whether Farebox runs its own PostgreSQL. */
    public boolean databaseEmbedded() {
        return settings.database().isEmpty();
    }

    /** Whether a demo is made: where all is sandboxed, and where one is wanted. */
    public boolean demo() {
        return settings.demoWanted()
                || (settings.stripe().isEmpty() && settings.bedrock().isEmpty());
    }

    /** What is imitated here, for the banner on every page; empty when everything is real. */
    public List<String> sandboxed() {
        var names = new ArrayList<String>();
        if (settings.stripe().isEmpty()) names.add("Stripe");
        if (settings.bedrock().isEmpty()) names.add("Amazon Bedrock");
        return names;
    }

    /** The 32 bytes with which links are signed, the same on every instance. */
    public byte[] linkSecret() {
        return stamp.linkSecret().clone();
    }
}
