package farebox.gateway.bedrock;

import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import software.amazon.eventstream.Message;

/** Puts messages of an event stream together from bytes that are split anywhere. */
final class Assembly {
    private static final int SHORTEST = 16;
    private static final int LONGEST = 16 * 1024 * 1024;

    private ByteBuffer rest = ByteBuffer.allocate(0);

    /** Hands on each message that these bytes complete, and fails on what is no event stream. */
    void add(ByteBuffer bytes, Consumer<Message> whole) {
        var all = ByteBuffer.allocate(rest.remaining() + bytes.remaining());
        all.put(rest).put(bytes).flip();
        while (all.remaining() >= Integer.BYTES && length(all) <= all.remaining()) {
            var length = length(all);
            whole.accept(Message.decode(all.slice(all.position(), length)));
            all.position(all.position() + length);
        }
        rest = all.hasRemaining() ? all : ByteBuffer.allocate(0);
    }

    private static int length(ByteBuffer at) {
        var length = at.getInt(at.position());
        if (length < SHORTEST || length > LONGEST)
            throw new UncheckedIOException(new StreamCorruptedException("no event stream"));
        return length;
    }

    /** Whether nothing is left of a message that has not come whole. */
    boolean isEmpty() {
        return !rest.hasRemaining();
    }
}
