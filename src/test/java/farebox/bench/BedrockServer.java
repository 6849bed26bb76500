package farebox.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * A Bedrock that says the same to everybody, at next to no cost, in a process of its own. It prints its port, obeys the
 * lines of its standard input, {@code delay} with milliseconds and {@code end} for the open streams, and ends with it.
 */
final class BedrockServer {
    static final int INPUT_TOKENS = 12;
    static final int OUTPUT_TOKENS = 24;

    private static final Duration BETWEEN_DELTAS = Duration.ofSeconds(5);
    private static final String USAGE = "\"usage\":{\"inputTokens\":%d,\"outputTokens\":%d,\"totalTokens\":%d}"
            .formatted(INPUT_TOKENS, OUTPUT_TOKENS, INPUT_TOKENS + OUTPUT_TOKENS);
    private static final String METRICS = "\"metrics\":{\"latencyMs\":1}";
    private static final Buffer ANSWER = Buffer.buffer(
            "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"You pay before you ride.\"}]}},"
                    + "\"stopReason\":\"end_turn\"," + USAGE + "," + METRICS + "}");
    private static final Buffer START = frame("messageStart", "{\"role\":\"assistant\"}");
    private static final Buffer DELTA =
            frame("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"You pay \"}}");
    private static final Buffer END = Buffer.buffer()
            .appendBuffer(frame("contentBlockStop", "{\"contentBlockIndex\":0}"))
            .appendBuffer(frame("messageStop", "{\"stopReason\":\"end_turn\"}"))
            .appendBuffer(frame("metadata", "{" + USAGE + "," + METRICS + "}"));

    private final Vertx vertx;
    private final Set<HttpServerResponse> streams = ConcurrentHashMap.newKeySet();
    private volatile long delayMillis;

    private BedrockServer(Vertx vertx) {
        this.vertx = vertx;
    }

    public static void main(String... none) throws IOException {
        var vertx = Vertx.vertx();
        var bedrock = new BedrockServer(vertx);
        var server = vertx.createHttpServer()
                .requestHandler(bedrock::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        System.out.println(server.actualPort());
        var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (var order = orders.readLine(); order != null; order = orders.readLine()) bedrock.obey(order);
        System.exit(0);
    }

    private void obey(String order) {
        if (order.equals("end")) streams.forEach(stream -> stream.end(END));
        else delayMillis = Long.parseLong(order.substring("delay ".length()));
    }

    private void answer(HttpServerRequest request) {
        request.end().onSuccess(read -> {
            if (delayMillis == 0) answerNow(request);
            else vertx.setTimer(delayMillis, timer -> answerNow(request));
        });
    }

    private void answerNow(HttpServerRequest request) {
        var response = request.response();
        if (request.path().endsWith("/converse-stream")) stream(response);
        else response.putHeader("Content-Type", "application/json").end(ANSWER);
    }

    /** The first delta at once and another one now and then, until all streams are told to end. */
    private void stream(HttpServerResponse response) {
        response.putHeader("Content-Type", "application/vnd.amazon.eventstream").setChunked(true);
        response.write(START);
        response.write(DELTA);
        var deltas = vertx.setPeriodic(BETWEEN_DELTAS.toMillis(), timer -> response.write(DELTA));
        streams.add(response);
        response.endHandler(ended -> forget(response, deltas));
        response.closeHandler(gone -> forget(response, deltas));
    }

    private void forget(HttpServerResponse response, long deltas) {
        vertx.cancelTimer(deltas);
        streams.remove(response);
    }

    private static Buffer frame(String type, String data) {
        var headers = Map.of(
                ":message-type", HeaderValue.fromString("event"),
                ":event-type", HeaderValue.fromString(type),
                ":content-type", HeaderValue.fromString("application/json"));
        return Buffer.buffer(
                new Message(headers, data.getBytes(UTF_8)).toByteBuffer().array());
    }
}
