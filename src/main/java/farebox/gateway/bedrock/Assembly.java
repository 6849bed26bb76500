package farebox.gateway.bedrock;

import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import software.amazon.eventstream.Message;

/** Puts messages of an event stream together from bytes that are split anywhere. */
final class Assembly {
    private static final int SHORTEST = 16;
    private static final int LONGEST = 16 * 1024 * 1024;

    private ByteBuffer rest = ByteBuffer.allocate(0);

    /** The messages that these bytes complete; fails on what is no event stream. */
    List<Message> add(ByteBuffer bytes) {
        var all = ByteBuffer.allocate(rest.remaining() + bytes.remaining());
        all.put(rest).put(bytes).flip();
        var complete = new ArrayList<Message>();
        while (all.remaining() >= Integer.BYTES && length(all) <= all.remaining()) {
            var length = length(all);
            complete.add(Message.decode(all.slice(all.position(), length)));
            all.position(all.position() + length);
        }
        rest = all.hasRemaining() ? all : ByteBuffer.allocate(0);
        return complete;
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
