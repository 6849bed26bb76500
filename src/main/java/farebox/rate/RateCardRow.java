package farebox.rate;

import farebox.cost.Model;
import farebox.cost.ServiceTier;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hibernate.annotations.BatchSize;

@Entity
@Table(name = "rate_card")
class RateCardRow {
    /** Of so many cards the lines are read at once; a list of cards is about as long. */
    private static final int TOGETHER = 64;

    @Id
    private int version;

    private Instant publishedAt;
    private String publishedBy;
    private String note;

    @ElementCollection
    @BatchSize(size = TOGETHER)
    @CollectionTable(name = "rate_line", joinColumns = @JoinColumn(name = "card"))
    private Set<Line> lines = new HashSet<>();

    @ElementCollection
    @BatchSize(size = TOGETHER)
    @CollectionTable(name = "rate_rule", joinColumns = @JoinColumn(name = "card"))
    private Set<RuleRow> rules = new HashSet<>();

    @ElementCollection
    @BatchSize(size = TOGETHER)
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

    /** A rule of a task without its models; number 0 is tried first. */
    @Embeddable
    record RuleRow(
            int task,
            int rule,
            boolean cheapestFirst,
            String plan,
            Integer charactersBelow,
            Integer tokensBelow,
            Integer outputBelow,
            boolean tools,
            boolean images,
            String tier) {
        static RuleRow of(int task, int no, Rule rule) {
            var when = rule.when();
            return new RuleRow(
                    task,
                    no,
                    rule.cheapestFirst(),
                    when.plan().orElse(null),
                    nullable(when.charactersBelow()),
                    nullable(when.tokensBelow()),
                    nullable(when.outputBelow()),
                    when.tools(),
                    when.images(),
                    when.tier().map(ServiceTier::word).orElse(null));
        }

        Rule rule(List<Model> models) {
            var when = new Conditions(
                    Optional.ofNullable(plan),
                    optional(charactersBelow),
                    optional(tokensBelow),
                    optional(outputBelow),
                    tools,
                    images,
                    Optional.ofNullable(tier).flatMap(ServiceTier::of));
            return new Rule(when, cheapestFirst, models);
        }

        private static Integer nullable(OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }

        private static OptionalInt optional(Integer number) {
            return number == null ? OptionalInt.empty() : OptionalInt.of(number);
        }
    }

    /** A model of a rule; rank 0 is the first choice. */
    @Embeddable
    record Stop(int task, int rule, int rank, int model) {}

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
        for (int no = 0; no < line.rules().size(); no++)
            take(task, no, line.rules().get(no));
    }

    private void take(int task, int no, Rule rule) {
        rules.add(RuleRow.of(task, no, rule));
        for (int rank = 0; rank < rule.models().size(); rank++)
            stops.add(new Stop(task, no, rank, rule.models().get(rank).no()));
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
                        rules(line.task(), models)))
                .toList();
        return new RateCard(version, publishedAt, publishedBy, note, onCard);
    }

    private List<Rule> rules(int task, Map<Integer, Model> models) {
        return rules.stream()
                .filter(rule -> rule.task() == task)
                .sorted(Comparator.comparing(RuleRow::rule))
                .map(rule -> rule.rule(models(task, rule.rule(), models)))
                .toList();
    }

    private List<Model> models(int task, int rule, Map<Integer, Model> models) {
        return stops.stream()
                .filter(stop -> stop.task() == task && stop.rule() == rule)
                .sorted(Comparator.comparing(Stop::rank))
                .map(stop -> models.get(stop.model()))
                .toList();
    }
}
