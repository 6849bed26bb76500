package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** One message of AWS's event stream: lengths and their checksum, headers, a payload, and the checksum of it all. */
record Frame(Map<String, String> headers, JsonNode payload) {
    static final String MEDIA_TYPE = "application/vnd.amazon.eventstream";

    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;
    private static final int TEXT = 7;

    static Frame event(String type, JsonNode payload) {
        return of("event", ":event-type", type, payload);
    }

    /** An error that comes where an event should. */
    static Frame exception(String type, JsonNode payload) {
        return of("exception", ":exception-type", type, payload);
    }

    private static Frame of(String kind, String typeHeader, String type, JsonNode payload) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(typeHeader, type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", kind);
        return new Frame(headers, payload);
    }

    byte[] bytes() {
        var head = headerBytes();
        var body = payload.toString().getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(PRELUDE + head.length + body.length + CHECKSUM);
        frame.putInt(frame.capacity()).putInt(head.length);
        frame.putInt(checksum(frame)).put(head).put(body);
        frame.putInt(checksum(frame));
        return frame.array();
    }

    /** Of what has been written so far. */
    private static int checksum(ByteBuffer frame) {
        var crc = new CRC32();
        crc.update(frame.array(), 0, frame.position());
        return (int) crc.getValue();
    }

    private byte[] headerBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (var header : headers.entrySet()) {
                out.writeByte(header.getKey().length());
                out.writeBytes(header.getKey());
                out.writeByte(TEXT);
                out.writeShort(header.getValue().length());
                out.writeBytes(header.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
