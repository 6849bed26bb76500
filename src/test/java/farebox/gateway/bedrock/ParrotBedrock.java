package farebox.gateway.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** A Bedrock of which Nova Micro answers with the very bytes that its prompt spells; every other model answers as it should. */
public class ParrotBedrock implements QuarkusTestResourceLifecycleManager {
    private static final Pattern SPELLED = Pattern.compile("say ([A-Za-z0-9+/=]+)");
    private static final String PARROT = "nova-micro";

    private HttpServer server;

    /** What to ask to be answered with these bytes. */
    static String asking(byte[] answer) {
        return "say " + Base64.getEncoder().encodeToString(answer);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", ParrotBedrock::answer);
        server.start();
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        // The SDK looks for its credentials itself.
        System.setProperty("aws.accessKeyId", "nobody");
        System.setProperty("aws.secretAccessKey", "none");
        return Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "nobody",
                "AWS_SECRET_ACCESS_KEY", "none",
                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", address);
    }

    private static void answer(HttpExchange call) throws IOException {
        var asked = new String(call.getRequestBody().readAllBytes(), UTF_8);
        var spelled = SPELLED.matcher(asked);
        var parrots = call.getRequestURI().getPath().contains(PARROT) && spelled.find();
        var answer = parrots
                ? Base64.getDecoder().decode(spelled.group(1))
                : "{\"output\": {\"message\": {\"role\": \"assistant\", \"content\": [{\"text\": \"another model\"}]}}}"
                        .getBytes(UTF_8);
        var streamed = call.getRequestURI().getPath().endsWith("-stream");
        call.getResponseHeaders()
                .add("Content-Type", streamed ? "application/vnd.amazon.eventstream" : "application/json");
        call.sendResponseHeaders(200, answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }

    @Override
    public void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        if (server != null) server.stop(0);
    }
}
