package farebox.gateway.bedrock;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;

/** The frames of one stream, from the SDK's threads to the one that reads them; so few ahead that a slow reader slows Bedrock down. */
class Frames implements Subscriber<ConverseStreamOutput> {
    private static final int AHEAD_MAX = 16;

    /** What the stream does next. */
    sealed interface Next {
        record Frame(ConverseStreamOutput event) implements Next {}

        record Ended() implements Next {}

        record Broken(Throwable fault) implements Next {}
    }

    // Holds no more than was asked for, and how it ended.
    private final BlockingQueue<Next> waiting = new LinkedBlockingQueue<>();
    private volatile Subscription subscription;

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        begun.request(AHEAD_MAX);
    }

    @Override
    public void onNext(ConverseStreamOutput event) {
        waiting.add(new Next.Frame(event));
    }

    @Override
    public void onComplete() {
        waiting.add(new Next.Ended());
    }

    @Override
    public void onError(Throwable fault) {
        waiting.add(new Next.Broken(fault));
    }

    /** Empty when nothing comes for so long. */
    Optional<Next> next(Duration patience) throws InterruptedException {
        var next = waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (next instanceof Next.Frame) subscription.request(1);
        return Optional.ofNullable(next);
    }
}
