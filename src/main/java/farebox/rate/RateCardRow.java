package farebox.rate;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

@Entity
@Table(name = "rate_card")
class RateCardRow {
    @Id
    int version;

    Instant publishedAt;
    String publishedBy;
    String note;

    @ElementCollection
    @CollectionTable(name = "rate_line", joinColumns = @JoinColumn(name = "card"))
    Set<Line> lines = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "rate_route", joinColumns = @JoinColumn(name = "card"))
    Set<Stop> stops = new HashSet<>();

    @Embeddable
    record Line(int task, long credits, int inputTokensMax, int outputTokensMax) {}

    /** A model on the route of a task; rank 0 is the first choice. */
    @Embeddable
    record Stop(int task, int rank, int model) {}

    /** The models of a task's route, first choice first. */
    Stream<Integer> route(int task) {
        return stops.stream()
                .filter(stop -> stop.task() == task)
                .sorted(Comparator.comparing(Stop::rank))
                .map(Stop::model);
    }

    void take(List<RateLine> card) {
        for (var line : card) {
            var task = line.task().no();
            lines.add(new Line(task, line.credits().amount(), line.inputTokensMax(), line.outputTokensMax()));
            for (int rank = 0; rank < line.route().size(); rank++)
                stops.add(new Stop(task, rank, line.route().get(rank).no()));
        }
    }
}
