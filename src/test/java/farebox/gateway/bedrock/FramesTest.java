package farebox.gateway.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

class FramesTest {
    private static final int AHEAD_MAX = 16;

    private final Frames frames = new Frames();

    /** A stream that gives what it is asked for at once, without end. */
    private final class Flood implements Subscription {
        private long given;

        @Override
        public void request(long more) {
            for (var i = 0; i < more; i++) {
                given++;
                frames.onNext(bit());
            }
        }

        @Override
        public void cancel() {}
    }

    /** A stream that gives when it pleases. */
    private record Trickle() implements Subscription {
        @Override
        public void request(long more) {}

        @Override
        public void cancel() {}
    }

    private static ByteBuffer bit() {
        return message(
                "event",
                ":event-type",
                "contentBlockDelta",
                "{\"contentBlockIndex\": 0, \"delta\": {\"text\": \"so\"}}");
    }

    private static ByteBuffer message(String kind, String typeHeader, String type, String payload) {
        var headers = Map.of(":message-type", HeaderValue.fromString(kind), typeHeader, HeaderValue.fromString(type));
        return new Message(headers, payload.getBytes(StandardCharsets.UTF_8)).toByteBuffer();
    }

    private Frames.Next next() throws InterruptedException {
        return frames.next(Duration.ZERO).orElseThrow();
    }

    private static String text(Frames.Next next) {
        var frame = assertInstanceOf(Frames.Next.Frame.class, next);
        return assertInstanceOf(ContentBlockDeltaEvent.class, frame.event())
                .delta()
                .text();
    }

    @Test
    void a_stream_is_never_asked_for_more_than_a_few_frames_ahead_of_its_reader() throws Exception {
        var flood = new Flood();
        frames.onSubscribe(flood);
        for (var read = 0; read < 1_000; read++) {
            assertEquals(read + AHEAD_MAX, flood.given);
            assertEquals("so", text(next()));
        }
    }

    @Test
    void a_frame_is_read_wherever_its_bytes_are_split() throws Exception {
        frames.onSubscribe(new Trickle());
        var length = bit().remaining();
        for (var split = 0; split <= length; split++) {
            frames.onNext(bit().slice(0, split));
            frames.onNext(bit().slice(split, length - split));
            assertEquals("so", text(next()));
        }
        frames.onComplete();
        assertInstanceOf(Frames.Next.Ended.class, next());
    }

    @Test
    void a_stream_that_ends_within_a_frame_is_broken() throws Exception {
        frames.onSubscribe(new Trickle());
        frames.onNext(bit());
        frames.onNext(bit().slice(0, 20));
        frames.onComplete();
        assertEquals("so", text(next()));
        var broken = assertInstanceOf(Frames.Next.Broken.class, next());
        assertInstanceOf(EOFException.class, broken.fault());
    }

    @Test
    void an_exception_among_the_events_and_bytes_that_are_no_event_break_the_stream() throws Exception {
        frames.onSubscribe(new Trickle());
        frames.onNext(message("exception", ":exception-type", "throttlingException", "{\"message\": \"slow down\"}"));
        var broken = assertInstanceOf(Frames.Next.Broken.class, next());
        assertInstanceOf(ThrottlingException.class, broken.fault());
        frames.onNext(ByteBuffer.wrap("<html>".getBytes(StandardCharsets.UTF_8)));
        assertInstanceOf(Frames.Next.Broken.class, next());
    }
}
