package farebox.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The most tokens that models count for a document. Some read its text alone, others look at each page as well; what is
 * packed is unpacked to see how much it is, as its size says nothing.
 */
final class DocumentTokens {
    /** A page full of text, read and looked at. */
    private static final long PAGE = 3_000 + Content.Image.TOKENS;

    private static final int LETTERS_PER_PAGE = 3_000;
    private static final int LETTERS_PER_TOKEN = 4;
    private static final int BYTES_PER_TOKEN = 2;
    private static final int UNPACKED_MAX = 8_000_000;
    // Blanks and comments may stand before the type of an object, and a page held for too many is given back: so its
    // name does.
    private static final Pattern PDF_PAGE = pdfName("Page", "");
    private static final Pattern PDF_PACKED = pdfName("ObjStm", ".{0,200}?\\bstream\r?\n");

    private final DocumentFormat format;
    private final byte[] bytes;
    private OptionalLong counted;
    private long left = UNPACKED_MAX;
    private long tokens;

    DocumentTokens(DocumentFormat format, byte[] bytes) {
        this.format = format;
        this.bytes = bytes;
    }

    /** A whole name, of which any letter may be written by its number (ISO 32000-1, 7.3.5), and what follows it. */
    private static Pattern pdfName(String name, String what) {
        var letters = name.chars()
                .mapToObj(letter -> "(?:%c|(?i:#%02x))".formatted(letter, letter))
                .collect(Collectors.joining());
        return Pattern.compile("/" + letters + "(?![^\\s\\x00()<>\\[\\]{}/%])" + what, Pattern.DOTALL);
    }

    /** Empty for a document that cannot be read, or unpacks to more than 8 megabytes. It is looked at once, when asked for. */
    OptionalLong count() {
        if (counted == null) counted = look();
        return counted;
    }

    private OptionalLong look() {
        try {
            switch (format) {
                case PDF -> pdf();
                case DOCX, XLSX -> office();
                // The old formats hold letters of one byte or of two.
                case DOC, XLS -> tokens = Math.ceilDiv(bytes.length, BYTES_PER_TOKEN);
                case CSV, HTML, TXT, MD ->
                    tokens = DocumentFormat.text(bytes).map(Prompt::tokensIn).orElse(0L);
            }
            return tokens > 0 ? OptionalLong.of(tokens) : OptionalLong.empty();
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
    }

    /** Pages are listed openly, or in packed lists. */
    private void pdf() throws IOException {
        var file = new String(bytes, StandardCharsets.ISO_8859_1);
        pages(file);
        var packed = PDF_PACKED.matcher(file);
        while (packed.find()) {
            var from = new ByteArrayInputStream(bytes, packed.end(), bytes.length);
            try (var list = new InflaterInputStream(from)) {
                pages(unpacked(list));
            }
        }
    }

    private void pages(String objects) {
        tokens += PAGE * PDF_PAGE.matcher(objects).results().count();
    }

    private void office() throws IOException {
        var letters = 0L;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry part; (part = zip.getNextEntry()) != null; ) {
                var content = unpacked(zip);
                if (part.getName().contains("/media/")) tokens += Content.Image.TOKENS;
                // A cell may name a text that is kept elsewhere, once for many cells: of sheets each sign counts.
                else if (part.getName().endsWith(".xml"))
                    letters += format == DocumentFormat.XLSX ? content.length() : lettersOutsideTags(content);
            }
        }
        if (letters == 0) return;
        tokens += format == DocumentFormat.XLSX
                ? Math.ceilDiv(letters, LETTERS_PER_TOKEN)
                : PAGE * Math.ceilDiv(letters, LETTERS_PER_PAGE);
    }

    private static long lettersOutsideTags(String xml) {
        var letters = 0L;
        var inTag = false;
        for (var i = 0; i < xml.length(); i++) {
            var sign = xml.charAt(i);
            if (sign == '<') inTag = true;
            else if (sign == '>') inTag = false;
            else if (!inTag) letters++;
        }
        return letters;
    }

    private String unpacked(InputStream packed) throws IOException {
        var bytes = packed.readNBytes((int) left + 1);
        left -= bytes.length;
        if (left < 0) throw new IOException("unpacks to more than " + UNPACKED_MAX + " bytes");
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
