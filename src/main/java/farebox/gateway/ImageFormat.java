package farebox.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of pictures that models look at, told by how they begin. */
public enum ImageFormat {
    PNG("\u0089PNG\r\n", 0),
    JPEG("\u00ff\u00d8\u00ff", 0),
    GIF("GIF8", 0),
    WEBP("WEBP", 8);

    private final byte[] mark;
    private final int at;

    ImageFormat(String mark, int at) {
        this.mark = mark.getBytes(StandardCharsets.ISO_8859_1);
        this.at = at;
    }

    /** The format that these bytes begin as, if it is one of them. */
    public static Optional<ImageFormat> of(byte[] bytes) {
        return Arrays.stream(values()).filter(format -> format.marks(bytes)).findFirst();
    }

    private boolean marks(byte[] bytes) {
        return bytes.length >= at + mark.length && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length);
    }

    /** As wires write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
