package farebox.web;

import farebox.money.Usd;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/** Figures that farebox.js draws on a canvas, which carries them as JSON in {@code data-chart}. */
public record Chart(List<String> labels, Unit unit, List<Series> series) {
    /** What the vertical axis counts. */
    public enum Unit {
        USD,
        COUNT
    }

    /** One row of bars, or one line over them. */
    public record Series(String name, Kind kind, List<BigDecimal> values) {
        /** How it is drawn. */
        public enum Kind {
            BAR,
            LINE
        }

        public static Series ofDollars(String name, Kind kind, List<Usd> values) {
            return new Series(name, kind, values.stream().map(Usd::dollars).toList());
        }

        private JsonObject object() {
            return new JsonObject().put("name", name).put("kind", word(kind)).put("values", new JsonArray(values));
        }
    }

    /** What farebox.js reads. */
    public String json() {
        var rows = new JsonArray(series.stream().map(Series::object).toList());
        return new JsonObject()
                .put("labels", new JsonArray(labels))
                .put("unit", word(unit))
                .put("series", rows)
                .encode();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }
}
