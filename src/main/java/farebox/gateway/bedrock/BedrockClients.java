package farebox.gateway.bedrock;

import static software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR;

import farebox.deployment.Bedrock;
import farebox.deployment.Deployment;
import farebox.gateway.ChatModel;
import farebox.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Makes the clients of Bedrock's runtime: one attempt a call, since the route decides who is asked next. */
class BedrockClients {
    private static final int STREAMS_MAX = 20_000;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** The outermost bound of any answer; how long a model is really waited for depends on what it is asked. */
    static final Duration ANSWER_MAX = Duration.ofMinutes(10);

    private static final ScheduledExecutorService TIMERS = timers();

    // In this scope it is made at the first call, when the port is known on which the sandbox listens.
    @Produces
    @ApplicationScoped
    BedrockRuntimeClient client(Deployment deployment) {
        return client(deployment.bedrock());
    }

    void close(@Disposes BedrockRuntimeClient client) {
        client.close();
    }

    @Produces
    @ApplicationScoped
    BedrockRuntimeAsyncClient streams(Deployment deployment, GatewayConfig config) {
        return streams(deployment.bedrock(), config.modelTimeout());
    }

    void close(@Disposes BedrockRuntimeAsyncClient client) {
        client.close();
    }

    private static BedrockRuntimeClient client(Bedrock bedrock) {
        var client = BedrockRuntimeClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(ChatModel.REPLIES_MAX)
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(ANSWER_MAX));
        return configured(client, bedrock).build();
    }

    /**
     * One connection a stream, over HTTP/1.1: whoever reads slowly slows down nobody but their own model. The gateway
     * itself gives up what is silent, so the timeouts here are but the outermost bounds.
     */
    private static BedrockRuntimeAsyncClient streams(Bedrock bedrock, Duration timeout) {
        var client = BedrockRuntimeAsyncClient.builder()
                .httpClientBuilder(new FirstHand.Builder(NettyNioAsyncHttpClient.builder()
                        .protocol(Protocol.HTTP1_1)
                        .maxConcurrency(STREAMS_MAX)
                        .maxPendingConnectionAcquires(STREAMS_MAX)
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .connectionAcquisitionTimeout(timeout)
                        .readTimeout(ANSWER_MAX)))
                // What completes a call only puts it into a queue, so it needs no thread of its own.
                .asyncConfiguration(async -> async.advancedOption(FUTURE_COMPLETION_EXECUTOR, Runnable::run));
        return configured(client, bedrock).build();
    }

    /** The SDK's own would keep the timer of every call until it rings, long after the answer. */
    private static ScheduledExecutorService timers() {
        var timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("model-timers").factory());
        timers.setRemoveOnCancelPolicy(true);
        return timers;
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(B client, Bedrock bedrock) {
        client.region(Region.of(bedrock.region()))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(ANSWER_MAX)
                        .scheduledExecutorService(TIMERS));
        bedrock.endpoint().ifPresent(client::endpointOverride);
        if (bedrock.sandboxed())
            client.credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")));
        return client;
    }
}
