package farebox.gateway.openai;

import static farebox.web.Input.check;

import farebox.gateway.Content;
import farebox.gateway.ImageFormat;
import farebox.web.Input;
import farebox.web.JsonFields;
import java.util.regex.Pattern;

/** A picture that a request carries within itself. */
final class DataUrl {
    private static final Pattern IMAGE = Pattern.compile("data:image/(png|jpe?g|gif|webp);base64,(.*)", Pattern.DOTALL);

    private DataUrl() {}

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
