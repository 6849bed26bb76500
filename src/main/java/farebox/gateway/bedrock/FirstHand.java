package farebox.gateway.bedrock;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.http.SdkHttpExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * An HTTP client that hands the body of a stream to its frames at first hand. The SDK would decode it, but sets two
 * megabytes aside for each stream to do so; everything else, such as a refusal, is left to the SDK.
 */
final class FirstHand implements SdkAsyncHttpClient {
    /** Where the body of a call's answer goes. */
    static final FramesAttribute FRAMES = new FramesAttribute();

    private final SdkAsyncHttpClient client;

    private FirstHand(SdkAsyncHttpClient client) {
        this.client = client;
    }

    static final class FramesAttribute extends SdkHttpExecutionAttribute<Frames> {
        private FramesAttribute() {
            super(Frames.class);
        }
    }

    /** Builds one around the client that another builder builds. */
    record Builder(SdkAsyncHttpClient.Builder<?> client) implements SdkAsyncHttpClient.Builder<Builder> {
        @Override
        public SdkAsyncHttpClient buildWithDefaults(AttributeMap defaults) {
            return new FirstHand(client.buildWithDefaults(defaults));
        }
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        var frames = request.httpExecutionAttributes().getAttribute(FRAMES);
        return client.execute(AsyncExecuteRequest.builder()
                .request(request.request())
                .requestContentPublisher(request.requestContentPublisher())
                .responseHandler(new Diversion(request.responseHandler(), frames))
                .build());
    }

    @Override
    public void close() {
        client.close();
    }

    /** Sends the body of a good answer past the SDK, which waits for it until the reader ends the call. */
    private static final class Diversion implements SdkAsyncHttpResponseHandler {
        private final SdkAsyncHttpResponseHandler sdk;
        private final Frames frames;
        private boolean diverted;

        Diversion(SdkAsyncHttpResponseHandler sdk, Frames frames) {
            this.sdk = sdk;
            this.frames = frames;
        }

        @Override
        public void onHeaders(SdkHttpResponse answer) {
            diverted = answer.isSuccessful();
            if (!diverted) sdk.onHeaders(answer);
        }

        @Override
        public void onStream(Publisher<ByteBuffer> body) {
            if (diverted) body.subscribe(frames);
            else sdk.onStream(body);
        }

        @Override
        public void onError(Throwable fault) {
            sdk.onError(fault);
        }
    }
}
