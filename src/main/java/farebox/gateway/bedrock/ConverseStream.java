package farebox.gateway.bedrock;

import static software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute.SDK_HTTP_EXECUTION_ATTRIBUTES;

import farebox.gateway.GatewayConfig;
import farebox.gateway.Listener;
import farebox.gateway.Prompt;
import farebox.gateway.Reply;
import farebox.gateway.Reply.Failed;
import farebox.gateway.Reply.Failure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpExecutionAttributes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** Bedrock's ConverseStream, read by the thread that calls, frame by frame. */
@Singleton
class ConverseStream {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final BedrockRuntimeAsyncClient bedrock;
    private final GatewayConfig config;

    ConverseStream(BedrockRuntimeAsyncClient bedrock, GatewayConfig config) {
        this.bedrock = bedrock;
        this.config = config;
    }

    Reply reply(String bedrockId, Prompt prompt, Listener listener) {
        var frames = new Frames();
        var transcript = new Transcript(prompt, listener);
        var call = call(bedrockId, prompt, frames);
        try {
            return read(frames, transcript, listener);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return transcript.failed(new Failed(Failure.ERROR, true, "stopped"));
        } catch (RuntimeException unreadable) {
            // What was heard is known here alone; after it no other model may be asked.
            return transcript.failed(Faults.of(unreadable));
        } finally {
            // Ends the connection of a call that is still under way; one that has ended is left as it is.
            call.cancel(true);
        }
    }

    private CompletableFuture<Void> call(String bedrockId, Prompt prompt, Frames frames) {
        var call = bedrock.converseStream(
                request(bedrockId, prompt, frames),
                ConverseStreamResponseHandler.builder()
                        .onEventStream(
                                undiverted -> frames.onError(new IllegalStateException("a stream at second hand")))
                        .build());
        // What goes wrong before the first frame is told here alone.
        call.whenComplete((done, fault) -> {
            if (fault != null) frames.onError(fault);
        });
        return call;
    }

    private static ConverseStreamRequest request(String bedrockId, Prompt prompt, Frames frames) {
        var asked = new ConversePrompt(prompt);
        return ConverseStreamRequest.builder()
                .modelId(bedrockId)
                .messages(asked.messages())
                .system(asked.system())
                .inferenceConfig(asked.inference())
                .toolConfig(asked.tools())
                .guardrailConfig(asked.guardrailOfStream())
                .serviceTier(asked.tier())
                .additionalModelRequestFields(asked.additional())
                .overrideConfiguration(call -> call.putExecutionAttribute(
                        SDK_HTTP_EXECUTION_ATTRIBUTES,
                        SdkHttpExecutionAttributes.builder()
                                .put(FirstHand.FRAMES, frames)
                                .build()))
                .build();
    }

    private Reply read(Frames frames, Transcript transcript, Listener listener) throws InterruptedException {
        var patience = config.modelTimeout();
        var silentSince = System.nanoTime();
        while (true) {
            switch (frames.next(shorter(TICK, patience)).orElse(null)) {
                case null -> {
                    if (!listener.isThere()) return transcript.hungUp();
                    if (System.nanoTime() - silentSince >= patience.toNanos())
                        return transcript.failed(new Failed(Failure.TIMEOUT, true, "silence"));
                }
                case Frames.Next.Frame(var event) -> {
                    if (!transcript.take(event)) return transcript.hungUp();
                    // Only so that its connection can serve the next call is the end of a whole answer waited for.
                    patience = transcript.isWhole() ? TICK : config.modelSilence();
                    silentSince = System.nanoTime();
                }
                case Frames.Next.Ended() -> {
                    return transcript.ended();
                }
                case Frames.Next.Broken(var fault) -> {
                    return transcript.failed(Faults.of(fault));
                }
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
