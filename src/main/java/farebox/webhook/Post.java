package farebox.webhook;

import farebox.deployment.Deployment;
import farebox.webhook.Deliveries.Answer;
import farebox.webhook.Deliveries.Sending;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Sends one message, signed as Standard Webhooks lay down, and hears the answer out for as long as that is worth it. */
@Singleton
class Post {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Deployment deployment;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_MAX)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    Post(Deployment deployment, Clock clock) {
        this.deployment = deployment;
        this.clock = clock;
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    Answer send(Sending sending) {
        try {
            // What was fit when it was registered may lead elsewhere by now.
            if (deployment.stripe().livemode()) new Target(sending.url()).refuseWithinWalls();
        } catch (Target.Unfit within) {
            return unanswered(within.getMessage());
        }
        return answer(request(sending));
    }

    private Answer answer(HttpRequest request) {
        var answer = http.sendAsync(request, heard -> new Excerpt());
        try {
            var heard = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(Optional.of(heard.statusCode()), heard.body());
        } catch (TimeoutException slow) {
            answer.cancel(true);
            return unanswered("No whole answer within " + PATIENCE.toSeconds() + " seconds");
        } catch (ExecutionException failure) {
            return unanswered(Excerpt.plain(failure.getCause().toString()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            return unanswered("Farebox stopped meanwhile");
        }
    }

    private static Answer unanswered(String why) {
        return new Answer(Optional.empty(), why);
    }

    private HttpRequest request(Sending sending) {
        var id = Delivery.messageId(sending.event());
        var seconds = clock.instant().getEpochSecond();
        var signatures = sending.secrets().stream()
                .map(secret -> secret.sign(id, seconds, sending.body()))
                .collect(Collectors.joining(" "));
        return HttpRequest.newBuilder(sending.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Farebox")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", signatures)
                .POST(HttpRequest.BodyPublishers.ofString(sending.body()))
                .build();
    }
}
