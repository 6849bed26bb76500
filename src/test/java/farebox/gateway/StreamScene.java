package farebox.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** Streamed invocations: told to the end, or to a listener who can hang up. */
abstract class StreamScene extends InvocationScene {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    String askStreamed(String task, String text) {
        return ask(task, text).replaceFirst("\\{", "{\"stream\": true, ");
    }

    Told told(String idempotencyKey, String body) {
        return Told.of(
                invoke(idempotencyKey, body).statusCode(200).extract().body().asString());
    }

    /** One behaviour of one model, the first of task class simple unless another is named. */
    static void tellMicro(String behaviour) {
        tell("{\"bedrock\": {\"behaviours\": [{\"model\": \"amazon.nova-micro-v1:0\", %s}]}}".formatted(behaviour));
    }

    /** Whether the models have been asked as often as they were told to misbehave. */
    static boolean noBehaviourIsLeft() {
        return RestAssured.get("/sandbox/control")
                .jsonPath()
                .getList("bedrock.behaviours")
                .isEmpty();
    }

    ValidatableResponse receipt(String id) {
        return app().get("/v1/invocations/" + id).then();
    }

    static void until(BooleanSupplier holds) {
        var begun = System.nanoTime();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < PATIENCE_NANOS, "it takes too long");
            Thread.onSpinWait();
        }
    }

    String state() {
        return app().queryParam("customer", customer).get("/v1/invocations").path("data[0].status");
    }

    int held() {
        return app().get("/v1/customers/" + customer + "/balance").path("held");
    }

    /** A listener on a connection of their own. */
    final class Caller implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Caller(String idempotencyKey, String body) throws IOException {
            socket = new Socket("localhost", RestAssured.port);
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            var head = """
                    POST /v1/invocations HTTP/1.1
                    Host: localhost
                    Authorization: Bearer %s
                    Idempotency-Key: %s
                    Content-Type: application/json
                    Content-Length: %d

                    """.formatted(key, idempotencyKey, bytes.length).replace("\n", "\r\n");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Reads on until an event of this name has begun. */
        void hears(String event) throws IOException {
            String line;
            do {
                line = lines.readLine();
                assertTrue(line != null, "the stream ended before " + event);
            } while (!line.equals("event: " + event));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
