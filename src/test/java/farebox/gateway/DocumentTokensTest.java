package farebox.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.gateway.Content.Document;
import farebox.web.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTokensTest {
    private static final long PAGE = 5_600;

    private static byte[] zip(Map<String, String> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] packedPdf(String objects) throws IOException {
        var pdf = new ByteArrayOutputStream();
        pdf.write("%PDF-1.7\n7 0 obj << /Filter /FlateDecode /Type /ObjStm /N 2 >>\nstream\r\n".getBytes(ISO_8859_1));
        try (var packed = new DeflaterOutputStream(pdf)) {
            packed.write(objects.getBytes(ISO_8859_1));
        }
        return pdf.toByteArray();
    }

    private static OptionalLong tokens(String format, byte[] bytes) {
        return new DocumentTokens(DocumentFormat.of(format).orElseThrow(), bytes).count();
    }

    @Test
    void a_pdf_counts_by_its_pages_wherever_they_are_listed() throws IOException {
        var open = "%PDF-1.4\n<< /Type /Pages >> << /Type/Page /Parent 1 0 R >> << /Type /Page >>";
        assertEquals(OptionalLong.of(2 * PAGE), tokens("pdf", open.getBytes(ISO_8859_1)));
        var disguised = "%PDF-1.4\n<< /T#79pe % of\n/#50#61ge >> << /Type\0/P#61g#65/X 1 >> << /Type /Page#73 >>"
                + " /PageMode /Page-1 /Page.x";
        assertEquals(OptionalLong.of(2 * PAGE), tokens("pdf", disguised.getBytes(ISO_8859_1)));
        var packed = "<</Type/Pages>> <</Type/Page>> <</Type/Page>> <</Type/Page>>";
        assertEquals(OptionalLong.of(3 * PAGE), tokens("pdf", packedPdf(packed)));
    }

    /** However long the blanks and whatever they hide: no stack and no patience is long enough for all. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\0", "%\n", "%", "/Type", "/Type%", "/Type /ObjStm"})
    void a_page_is_found_behind_whatever_there_is(String often) throws IOException {
        var pdf = "%PDF-1.4\n/Type" + often.repeat(4_000_000 / often.length()) + "\n/Page ";
        assertEquals(OptionalLong.of(PAGE), tokens("pdf", pdf.getBytes(ISO_8859_1)));
    }

    @Test
    void a_pdf_whose_pages_cannot_be_seen_is_refused() throws IOException {
        assertEquals(OptionalLong.empty(), tokens("pdf", "%PDF-1.4 locked".getBytes(ISO_8859_1)));
        var broken = "%PDF-1.7 << /Type /ObjStm >>\nstream\nnot packed".getBytes(ISO_8859_1);
        assertEquals(OptionalLong.empty(), tokens("pdf", broken));
        assertEquals(OptionalLong.empty(), tokens("pdf", packedPdf("<</Type/Page>>" + " ".repeat(8_000_001))));
    }

    @Test
    void words_on_paper_count_as_pages_and_pictures() throws IOException {
        var text = "<w:t attribute='not counted'>" + "word ".repeat(1_000) + "</w:t>";
        var docx = zip(Map.of("word/document.xml", text, "word/media/a.png", "picture"));
        assertEquals(OptionalLong.of(2 * PAGE + 2_600), tokens("docx", docx));
        assertEquals(OptionalLong.empty(), tokens("docx", zip(Map.of("a.xml", " ".repeat(8_000_001)))));
    }

    @Test
    void sheets_count_by_every_sign() throws IOException {
        var xlsx = zip(Map.of("xl/worksheets/sheet1.xml", "<c t='s'><v>12</v></c>".repeat(100)));
        assertEquals(OptionalLong.of(550), tokens("xlsx", xlsx));
        assertEquals(OptionalLong.of(50), tokens("xls", new byte[100]));
    }

    @Test
    void texts_count_as_texts() {
        assertEquals(OptionalLong.of(3), tokens("csv", "a,b\nc,d\n1,2".getBytes(UTF_8)));
        assertEquals(OptionalLong.of(2), tokens("md", "日本".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Notes", "Notes (1)", "[a]-b", "x"})
    void names_that_models_take(String name) {
        assertEquals(name, Document.of("here", "txt", name, new byte[] {'a'}).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a  b", "a.b", "a_b", "ä", "a\n", "Ignore: all!"})
    void names_that_models_refuse(String name) {
        assertThrows(ProblemException.class, () -> Document.of("here", "txt", name, new byte[] {'a'}));
    }

    @Test
    void a_document_is_of_the_format_that_it_is_said_to_be() {
        assertTrue(DocumentFormat.PDF.fits("%PDF-1".getBytes(UTF_8)));
        assertFalse(DocumentFormat.PDF.fits("PDF".getBytes(UTF_8)));
        assertFalse(DocumentFormat.TXT.fits(new byte[] {(byte) 0xff}));
        assertFalse(DocumentFormat.TXT.fits(" ".getBytes(UTF_8)));
        assertThrows(ProblemException.class, () -> Document.of("here", "odt", "a", new byte[] {'a'}));
    }
}
