package farebox.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The kinds of documents that models read, told apart by how they begin; a text by being one. */
public enum DocumentFormat {
    PDF("255044462d"),
    DOC(Mark.OFFICE),
    XLS(Mark.OFFICE),
    DOCX(Mark.ZIP),
    XLSX(Mark.ZIP),
    CSV(""),
    HTML(""),
    TXT(""),
    MD("");

    private static final class Mark {
        private static final String OFFICE = "d0cf11e0a1b11ae1";
        private static final String ZIP = "504b0304";
    }

    private final byte[] mark;

    DocumentFormat(String mark) {
        this.mark = HexFormat.of().parseHex(mark);
    }

    static Optional<DocumentFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    boolean isText() {
        return mark.length == 0;
    }

    boolean fits(byte[] bytes) {
        if (isText()) return text(bytes).isPresent();
        return bytes.length > mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    /** What is written in a text; empty for bytes that are none. */
    static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString())
                    .filter(text -> !text.isBlank());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    /** As wires write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
