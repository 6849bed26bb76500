package farebox.gateway.openai;

import static farebox.web.Input.check;

import farebox.gateway.Content;
import farebox.gateway.ImageFormat;
import farebox.web.Input;
import farebox.web.JsonFields;
import java.util.Map;
import java.util.regex.Pattern;

/** A picture or a document that a request carries within itself. */
final class DataUrl {
    private static final Pattern IMAGE = Pattern.compile("data:image/(png|jpe?g|gif|webp);base64,(.*)", Pattern.DOTALL);

    private static final Pattern FILE = Pattern.compile("data:([a-z]+/[a-z0-9.+-]+);base64,(.*)", Pattern.DOTALL);
    private static final Map<String, String> FORMATS = Map.of(
            "application/pdf", "pdf",
            "application/msword", "doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
            "application/vnd.ms-excel", "xls",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
            "text/csv", "csv",
            "text/html", "html",
            "text/plain", "txt",
            "text/markdown", "md");

    private DataUrl() {}

    static Content.Document document(JsonFields file) {
        var place = file.place("file_data");
        var parts = FILE.matcher(file.required("file_data", file::text));
        check(
                parts.matches() && FORMATS.containsKey(parts.group(1)),
                place,
                place + " must be a document as data:application/pdf;base64,…");
        return Content.Document.of(
                place,
                FORMATS.get(parts.group(1)),
                name(file.text("filename").orElse("")),
                Input.base64(place, parts.group(2)));
    }

    /** A file's name without its ending, in the letters that names of documents may have. */
    private static String name(String file) {
        var name = file.replaceFirst("\\.[^.]*$", "")
                .replaceAll("[^a-zA-Z0-9()\\[\\]-]+", " ")
                .strip();
        return name.isEmpty()
                ? "document"
                : name.substring(0, Math.min(name.length(), 200)).strip();
    }

    static Content.Image image(JsonFields image) {
        image.text("detail"); // models here look closely at every picture
        var place = image.place("url");
        var url = image.required("url", image::text);
        check(
                !url.startsWith("http"),
                place,
                "Nothing is fetched from elsewhere here: send the picture as data:image/png;base64,…");
        var parts = IMAGE.matcher(url);
        check(parts.matches(), place, place + " must be a picture as data:image/…;base64,… of png, jpeg, gif or webp.");
        var bytes = Input.base64(place, parts.group(2));
        return Content.Image.of(place, parts.group(1).equals("jpg") ? ImageFormat.JPEG.word() : parts.group(1), bytes);
    }
}
