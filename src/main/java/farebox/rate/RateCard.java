package farebox.rate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The dated table from task class to credits and route. A version is never altered, only followed by the next. */
public record RateCard(int version, Instant publishedAt, String publishedBy, String note, List<RateLine> lines) {
    public RateCard {
        lines = List.copyOf(lines);
    }

    public Optional<RateLine> line(String slug) {
        return lines.stream().filter(line -> line.task().slug().equals(slug)).findFirst();
    }
}
