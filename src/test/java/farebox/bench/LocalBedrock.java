package farebox.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Our handle on a {@link BedrockServer} in a process of its own, which ends with us. */
final class LocalBedrock implements AutoCloseable {
    private final PrintWriter orders;
    private final URI address;

    private LocalBedrock(PrintWriter orders, URI address) {
        this.orders = orders;
        this.address = address;
    }

    static LocalBedrock start() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BedrockServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var port = new BufferedReader(process.inputReader()).readLine();
        return new LocalBedrock(new PrintWriter(process.outputWriter(), true), URI.create("http://127.0.0.1:" + port));
    }

    URI address() {
        return address;
    }

    /** How long it takes to answer from now on. */
    void takes(Duration delay) {
        orders.println("delay " + delay.toMillis());
    }

    void endStreams() {
        orders.println("end");
    }

    @Override
    public void close() {
        orders.close();
    }
}
