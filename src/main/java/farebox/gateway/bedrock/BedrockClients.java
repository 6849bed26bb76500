package farebox.gateway.bedrock;

import farebox.deployment.Bedrock;
import farebox.deployment.Deployment;
import farebox.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Makes the client of Bedrock's runtime: one attempt a call, since the route decides who is asked next. */
class BedrockClients {
    private static final int CONNECTIONS_MAX = 512;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    // In this scope it is made at the first call, when the port is known on which the sandbox listens.
    @Produces
    @ApplicationScoped
    BedrockRuntimeClient client(Deployment deployment, GatewayConfig config) {
        return client(deployment.bedrock(), config.modelTimeout());
    }

    void close(@Disposes BedrockRuntimeClient client) {
        client.close();
    }

    static BedrockRuntimeClient client(Bedrock bedrock, Duration timeout) {
        var client = BedrockRuntimeClient.builder()
                .region(Region.of(bedrock.region()))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(CONNECTIONS_MAX)
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(timeout))
                .overrideConfiguration(override ->
                        override.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(timeout));
        bedrock.endpoint().ifPresent(client::endpointOverride);
        if (bedrock.sandboxed())
            client.credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")));
        return client.build();
    }
}
