package farebox.bench;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** Calls of Converse by AWS's SDK for Java, as an app makes them: of Bedrock itself, or of Farebox in its place. */
record Conversations(
        BedrockRuntimeClient client, Supplier<ConverseRequest> requests, Consumer<ConverseResponse> answers) {
    private static final int CONNECTIONS_MAX = 128;

    /** What the callers saw: nanoseconds for each call. */
    record Result(Duration time, List<Long> calls) {
        double perSecond() {
            return calls.size() * 1e9 / time.toNanos();
        }

        double millis(double quantile) {
            var sorted = calls.stream().sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1, Math.round(sorted.size() * quantile))) / 1e6;
        }
    }

    static BedrockRuntimeClient ofBedrock(URI address) {
        return pointed(address)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
                .build();
    }

    static BedrockRuntimeClient ofFarebox(URI address, String appKey) {
        return pointed(address)
                .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider(List.of("httpBearerAuth")))
                .tokenProvider(() -> () -> appKey)
                .build();
    }

    private static BedrockRuntimeClientBuilder pointed(URI address) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(address)
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(CONNECTIONS_MAX))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    /**
     * So many callers, each with one call after another, for so long; the failure of any fails it all. They begin spread
     * over {@code apart}, since callers do not march in step.
     */
    Result run(int callers, Duration duration, Duration apart) throws InterruptedException, ExecutionException {
        var end = System.nanoTime() + duration.toNanos();
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var running = new ArrayList<Future<List<Long>>>();
            for (int i = 0; i < callers; i++) {
                var wait = apart.toNanos() * i / callers;
                Callable<List<Long>> caller = () -> {
                    TimeUnit.NANOSECONDS.sleep(wait);
                    return callUntil(end);
                };
                running.add(threads.submit(caller));
            }
            var calls = new ArrayList<Long>();
            for (var caller : running) calls.addAll(caller.get());
            return new Result(duration, calls);
        }
    }

    /** What is not answered in time does not count. */
    private List<Long> callUntil(long end) {
        var calls = new ArrayList<Long>();
        for (var start = System.nanoTime(); start < end; start = System.nanoTime()) {
            var answer = client.converse(requests.get());
            var answered = System.nanoTime();
            answers.accept(answer);
            if (answered <= end) calls.add(answered - start);
        }
        return calls;
    }
}
