package farebox.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.soak.Outcomes.Served;
import farebox.testing.Instance;
import farebox.wallet.OperationKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Apps that invoke, grant and buy for a few customers, at whichever instance; without an answer they send the same again. */
final class Callers {
    static final List<String> CUSTOMERS = List.of("rich-1", "rich-2", "rich-3", "rich-4", "poor");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(45);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(409, 429, 500, 503);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON_TYPE = "application/json";
    private static final String CARD = "email=ada%40example.com&number=4242424242424242&expiry=12%20%2F%2040&cvc=123";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final List<Instance> instances;
    private final Outcomes outcomes;
    private final String appKey;
    private final int app;
    private final AtomicLong numbers = new AtomicLong();

    Callers(List<Instance> instances, Outcomes outcomes, String appKey, int app) {
        this.instances = instances;
        this.outcomes = outcomes;
        this.appKey = appKey;
        this.app = app;
    }

    /** Makes the customers, and gives all but the poor one more than they can spend. */
    void prepare() throws InterruptedException {
        for (var customer : CUSTOMERS) {
            send("PUT", "/v1/customers/" + customer, Optional.empty(), JSON_TYPE, "{\"name\": \"Soak\"}");
            grant(customer, customer.equals("poor") ? 50 : 100_000_000);
        }
    }

    void act() throws InterruptedException {
        var random = ThreadLocalRandom.current();
        var customer = CUSTOMERS.get(random.nextInt(CUSTOMERS.size()));
        switch (random.nextInt(200)) {
            case 0 -> buy(customer);
            case 1, 2, 3, 4 -> grant(customer, 10);
            case 5, 6, 7, 8 -> invoke(customer, "simple", "[error] Say " + numbers.incrementAndGet());
            case 9, 10, 11, 12 -> invoke(customer, "simple", "[throttle once] Say " + numbers.incrementAndGet());
            default -> invoke(customer, random.nextInt(4) == 0 ? "standard" : "simple", "Say something.");
        }
    }

    private void invoke(String customer, String task, String words) throws InterruptedException {
        var begun = System.nanoTime();
        var sentKey = "soak " + numbers.incrementAndGet();
        var body = "{\"customer\": \"%s\", \"task\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}"
                .formatted(customer, task, words);
        var key = OperationKey.of("invocation " + app, sentKey, body.getBytes(StandardCharsets.UTF_8))
                .key();
        var answer = send("POST", "/v1/invocations", Optional.of(sentKey), JSON_TYPE, body);
        var told = answer.map(response -> told(response, body, sentKey, key)).orElse("no answer");
        outcomes.ended("invocation: " + told, begun);
    }

    private String told(HttpResponse<String> answer, String body, String sentKey, UUID key) {
        var json = json(answer);
        if (answer.statusCode() == 200) {
            var charged = json.path("credits").path("charged").asLong();
            outcomes.acknowledged(
                    outcomes.served,
                    new Served(body, sentKey, key, json.path("id").asText(), charged));
            return answer.headers().firstValue("Idempotent-Replayed").isPresent() ? "served, told again" : "served";
        }
        if (answer.statusCode() == 402 || json.path("charged").asLong(-1) == 0)
            outcomes.acknowledged(outcomes.unpaid, key);
        return answer.statusCode() + " " + json.path("code").asText();
    }

    /** Sends an invocation again, after all is over, and tells whether it answers with the same receipt. */
    boolean toldAgain(Served served) throws InterruptedException {
        return send("POST", "/v1/invocations", Optional.of(served.sentKey()), JSON_TYPE, served.body())
                .filter(answer ->
                        answer.headers().firstValue("Idempotent-Replayed").isPresent())
                .filter(answer -> json(answer).path("id").asText().equals(served.id()))
                .isPresent();
    }

    private void grant(String customer, long credits) throws InterruptedException {
        var begun = System.nanoTime();
        var sentKey = "soak " + numbers.incrementAndGet();
        var body = "{\"credits\": %d, \"reason\": \"soak\"}".formatted(credits);
        var answer = send("POST", "/v1/customers/" + customer + "/grants", Optional.of(sentKey), JSON_TYPE, body);
        var granted = answer.filter(response -> response.statusCode() == 201);
        granted.ifPresent(response -> outcomes.acknowledged(
                outcomes.credited, "grant:" + json(response).path("id").asText().substring("grant_".length())));
        outcomes.ended("grant: " + status(answer), begun);
    }

    /** Opens a pay page and pays there; the credits come later, by a webhook or a sweep. */
    private void buy(String customer) throws InterruptedException {
        var begun = System.nanoTime();
        var body = "{\"customer\": \"%s\", \"pack\": 1}".formatted(customer);
        var opened = send("POST", "/v1/checkout-sessions", Optional.empty(), JSON_TYPE, body)
                .filter(answer -> answer.statusCode() == 201)
                .map(Callers::json);
        if (opened.isEmpty()) {
            outcomes.ended("purchase: not opened", begun);
            return;
        }
        var page = URI.create(opened.get().path("url").asText()).getPath();
        var answer = send("POST", page, Optional.empty(), FORM, CARD);
        // A page that was paid, and whose answer was lost, says so.
        var paid = answer.filter(
                response -> response.statusCode() == 303 || response.body().contains("Already paid"));
        paid.ifPresent(response -> outcomes.acknowledged(
                outcomes.credited, "purchase:" + opened.get().path("id").asText()));
        outcomes.ended("purchase: " + (paid.isPresent() ? "paid" : status(answer)), begun);
    }

    private static String status(Optional<HttpResponse<String>> answer) {
        return answer.map(response -> String.valueOf(response.statusCode())).orElse("no answer");
    }

    /** Sends until there is an answer that another try would not change; empty when patience ends first. */
    private Optional<HttpResponse<String>> send(
            String method, String path, Optional<String> key, String type, String body) throws InterruptedException {
        var begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            var random = ThreadLocalRandom.current();
            var request = HttpRequest.newBuilder(
                            instances.get(random.nextInt(instances.size())).address(path))
                    .method(method, BodyPublishers.ofString(body))
                    .timeout(TIMEOUT)
                    .header("Authorization", "Bearer " + appKey)
                    .header("Content-Type", type);
            key.ifPresent(name -> request.header("Idempotency-Key", name));
            try {
                var answer = http.send(request.build(), BodyHandlers.ofString());
                if (!isWorthAnotherTry(answer)) return Optional.of(answer);
                outcomes.again(
                        answer.statusCode() + " " + json(answer).path("code").asText());
            } catch (IOException lost) {
                outcomes.again("no connection or no answer");
            }
            TimeUnit.MILLISECONDS.sleep(random.nextLong(200, 1_000));
        }
        return Optional.empty();
    }

    private static boolean isWorthAnotherTry(HttpResponse<String> answer) {
        var said = answer.headers().firstValue("x-should-retry");
        return said.map(Boolean::valueOf).orElse(WORTH_ANOTHER_TRY.contains(answer.statusCode()));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException noJson) {
            return JSON.createObjectNode();
        }
    }
}
