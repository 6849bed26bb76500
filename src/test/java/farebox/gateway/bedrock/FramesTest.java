package farebox.gateway.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;

class FramesTest {
    private static final Duration NONE = Duration.ZERO;
    private static final int AHEAD_MAX = 16;

    /** A stream that gives what it is asked for at once, without end. */
    private static final class Flood implements Subscription {
        private final Frames frames;
        private long given;

        Flood(Frames frames) {
            this.frames = frames;
        }

        @Override
        public void request(long more) {
            for (var i = 0; i < more; i++) frames.onNext(ConverseStreamOutput.UNKNOWN);
            given += more;
        }

        @Override
        public void cancel() {}
    }

    @Test
    void a_stream_is_never_asked_for_more_than_a_few_frames_ahead_of_its_reader() throws Exception {
        var frames = new Frames();
        var flood = new Flood(frames);
        frames.onSubscribe(flood);
        for (var read = 0; read < 1_000; read++) {
            assertEquals(read + AHEAD_MAX, flood.given);
            assertInstanceOf(Frames.Next.Frame.class, frames.next(NONE).orElseThrow());
        }
    }
}
