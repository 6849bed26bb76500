package farebox.deployment;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the environment says about where things run; what it leaves out is embedded or sandboxed. */
record Settings(
        Optional<Database> database,
        Path data,
        Optional<URI> publicUrl,
        Optional<Stripe> stripe,
        boolean automaticTax,
        Optional<Bedrock> bedrock,
        boolean demoWanted) {

    /** Every name that is read, apart from FAREBOX_PORT and FAREBOX_HOST, which are Quarkus's settings by other names. */
    static final List<String> NAMES = Stream.of(
                    Stream.of("DATABASE_URL", "DATABASE_USER", "DATABASE_PASSWORD", "DATABASE_OWNER_URL"),
                    Stream.of("FAREBOX_URL", "FAREBOX_DATA", "FAREBOX_DEMO"),
                    Stream.of("FAREBOX_OPERATOR_EMAIL", "FAREBOX_OPERATOR_PASSWORD"),
                    Stream.of("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_API_BASE", "STRIPE_TAX"),
                    Stream.of("AWS_REGION", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "AWS_SECRET_ACCESS_KEY"),
                    Bedrock.CREDENTIALS.stream(),
                    Stream.of("OTEL_EXPORTER_OTLP_ENDPOINT"))
            .flatMap(names -> names)
            .toList();

    /** Reads the environment, or refuses with a sentence for each fault. */
    static Settings read(Map<String, String> values) {
        var environment = new Environment(values);
        var settings = new Settings(
                DatabaseSettings.read(environment),
                Path.of(environment.text("FAREBOX_DATA").orElse("data")),
                environment.webAddress("FAREBOX_URL"),
                Stripe.read(environment),
                Stripe.automaticTax(environment),
                Bedrock.read(environment),
                demoWanted(environment));
        checkPort(environment);
        settings.checkLive(environment);
        environment.refuseIfFaulty();
        return settings;
    }

    /**
     * The environment as it is handed to Quarkus, which would add a file {@code .env} of the working directory to it: a
     * live key from there would meet the database that was chosen without it. What is absent is empty, lest it be found.
     */
    static Map<String, String> forQuarkus(Map<String, String> values) {
        var environment = new Environment(values);
        var properties = new HashMap<String, String>();
        NAMES.forEach(name -> properties.put(name, values.getOrDefault(name, "")));
        environment.text("FAREBOX_PORT").ifPresent(port -> properties.put("quarkus.http.port", port));
        environment.text("FAREBOX_HOST").ifPresent(host -> properties.put("quarkus.http.host", host));
        return properties;
    }

    Mode mode() {
        return stripe.map(real -> real.livemode() ? Mode.LIVE : Mode.TEST).orElse(Mode.SANDBOX);
    }

    private static boolean demoWanted(Environment environment) {
        var wanted = environment.text("FAREBOX_DEMO").orElse("false");
        if (!wanted.matches("true|false")) environment.fault("FAREBOX_DEMO must be true or false.");
        return wanted.equals("true");
    }

    private static void checkPort(Environment environment) {
        environment
                .text("FAREBOX_PORT")
                .filter(port -> !port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65535)
                .ifPresent(port -> environment.fault("FAREBOX_PORT must be a number from 1 to 65535."));
    }

    /** Real money allows neither eavesdroppers nor imitations. */
    private void checkLive(Environment environment) {
        if (mode() != Mode.LIVE) return;
        if (publicUrl.filter(url -> "https".equals(url.getScheme())).isEmpty())
            environment.fault("STRIPE_SECRET_KEY is a live key, so FAREBOX_URL must be an https:// address.");
        if (bedrock.isEmpty())
            environment.fault("STRIPE_SECRET_KEY is a live key, so Amazon Bedrock cannot be sandboxed:"
                    + " set AWS_REGION and credentials.");
        if (demoWanted) environment.fault("STRIPE_SECRET_KEY is a live key, so FAREBOX_DEMO cannot be true.");
    }
}
