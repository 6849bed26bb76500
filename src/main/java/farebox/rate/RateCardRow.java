package farebox.rate;

import farebox.cost.Model;
import farebox.money.Credits;
import farebox.money.Usd;
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
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

@Entity
@Table(name = "rate_card")
class RateCardRow {
    @Id
    private int version;

    private Instant publishedAt;
    private String publishedBy;
    private String note;

    @ElementCollection
    @CollectionTable(name = "rate_line", joinColumns = @JoinColumn(name = "card"))
    private Set<Line> lines = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "rate_route", joinColumns = @JoinColumn(name = "card"))
    private Set<Stop> stops = new HashSet<>();

    @Embeddable
    record Line(
            int task,
            int inputTokensMax,
            int outputTokensMax,
            String kind,
            Long credits,
            Long inputCredits,
            Long outputCredits,
            Integer markupPercent,
            Long creditNanos) {
        static Line of(RateLine line) {
            var price = line.price();
            return switch (price) {
                case Price.Fixed(var credits) -> of(line, credits.amount(), null, null, null, null);
                case Price.PerUnit(var credits) -> of(line, credits.amount(), null, null, null, null);
                case Price.PerToken(var input, var output) ->
                    of(line, null, input.amount(), output.amount(), null, null);
                case Price.Markup(var percent, var credit) -> of(line, null, null, null, percent, credit.nanos());
            };
        }

        private static Line of(RateLine line, Long credits, Long input, Long output, Integer markup, Long credit) {
            return new Line(
                    line.task().no(),
                    line.inputTokensMax(),
                    line.outputTokensMax(),
                    line.price().kind().word(),
                    credits,
                    input,
                    output,
                    markup,
                    credit);
        }

        Price price() {
            if (kind.equals(Price.Kind.FIXED.word())) return new Price.Fixed(Credits.of(credits));
            if (kind.equals(Price.Kind.UNIT.word())) return new Price.PerUnit(Credits.of(credits));
            return inputCredits == null
                    ? new Price.Markup(markupPercent, Usd.ofNanos(creditNanos))
                    : new Price.PerToken(Credits.of(inputCredits), Credits.of(outputCredits));
        }
    }

    /** A model on the route of a task; rank 0 is the first choice. */
    @Embeddable
    record Stop(int task, int rank, int model) {}

    static RateCardRow of(RateCard card) {
        var row = new RateCardRow();
        row.version = card.version();
        row.publishedAt = card.publishedAt();
        row.publishedBy = card.publishedBy();
        row.note = card.note();
        for (var line : card.lines()) row.take(line);
        return row;
    }

    private void take(RateLine line) {
        var task = line.task().no();
        lines.add(Line.of(line));
        for (int rank = 0; rank < line.route().size(); rank++)
            stops.add(new Stop(task, rank, line.route().get(rank).no()));
    }

    /** The card, with task classes and models found by their numbers. */
    RateCard card(Map<Integer, TaskClass> tasks, Map<Integer, Model> models) {
        var onCard = lines.stream()
                .sorted(Comparator.comparing(Line::task))
                .map(line -> new RateLine(
                        tasks.get(line.task()),
                        line.price(),
                        line.inputTokensMax(),
                        line.outputTokensMax(),
                        route(line.task()).map(models::get).toList()))
                .toList();
        return new RateCard(version, publishedAt, publishedBy, note, onCard);
    }

    /** The models of a task's route, first choice first. */
    private Stream<Integer> route(int task) {
        return stops.stream()
                .filter(stop -> stop.task() == task)
                .sorted(Comparator.comparing(Stop::rank))
                .map(Stop::model);
    }
}
