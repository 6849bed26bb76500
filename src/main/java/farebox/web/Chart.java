package farebox.web;

import farebox.money.Usd;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Dollars that farebox.js draws as bars on a canvas, which carries them as JSON in {@code data-chart}. */
public record Chart(List<String> labels, List<Series> series) {
    /** Bars of one colour, one for every label. */
    public record Series(String name, List<Usd> values) {
        private JsonObject object() {
            var dollars = values.stream().map(Usd::dollars).toList();
            return new JsonObject().put("name", name).put("values", new JsonArray(dollars));
        }
    }

    /** What farebox.js reads. */
    public String json() {
        var bars = series.stream().map(Series::object).toList();
        return new JsonObject()
                .put("labels", new JsonArray(labels))
                .put("series", new JsonArray(bars))
                .encode();
    }
}
