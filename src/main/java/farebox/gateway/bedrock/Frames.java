package farebox.gateway.bedrock;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;

/** The frames of one stream, from the threads of the network to the one that reads them; so few ahead that a slow reader slows Bedrock down. */
class Frames implements Subscriber<ByteBuffer> {
    private static final int AHEAD_MAX = 16;

    /** What the stream does next. */
    sealed interface Next {
        record Frame(ConverseStreamOutput event) implements Next {}

        record Ended() implements Next {}

        record Broken(Throwable fault) implements Next {}
    }

    // Holds few frames more than AHEAD_MAX, since bytes are asked for only below that, and how the stream ended.
    private final BlockingQueue<Next> waiting = new LinkedBlockingQueue<>();
    private final Assembly assembly = new Assembly();
    private Subscription subscription;
    private boolean asked;

    @Override
    public void onSubscribe(Subscription begun) {
        synchronized (this) {
            subscription = begun;
        }
        askForMore();
    }

    @Override
    public void onNext(ByteBuffer bytes) {
        try {
            assembly.add(bytes, message -> waiting.add(new Next.Frame(Events.of(message))));
        } catch (RuntimeException unreadable) {
            onError(unreadable);
            subscription.cancel();
            return;
        }
        synchronized (this) {
            asked = false;
        }
        askForMore();
    }

    @Override
    public void onComplete() {
        if (assembly.isEmpty()) waiting.add(new Next.Ended());
        else onError(new EOFException("the stream ends within a frame"));
    }

    @Override
    public void onError(Throwable fault) {
        waiting.add(new Next.Broken(fault));
    }

    /** Empty when nothing comes for so long. */
    Optional<Next> next(Duration patience) throws InterruptedException {
        var next = Optional.ofNullable(waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
        askForMore();
        return next;
    }

    private void askForMore() {
        synchronized (this) {
            if (subscription == null || asked || waiting.size() >= AHEAD_MAX) return;
            asked = true;
        }
        subscription.request(1);
    }
}
