package farebox.rate;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import farebox.cost.Model;
import farebox.cost.ModelPrice;
import farebox.cost.Models;
import farebox.rate.PublishOutcome.Invalid;
import farebox.rate.PublishOutcome.Outdated;
import farebox.rate.PublishOutcome.Published;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The rate cards: the one in force, and those before it. */
@ApplicationScoped
public class RateCards {
    /** Another instance's publication, or what is new of a model, is seen after this at the latest. */
    private static final Duration AGE_MAX = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(RateCards.class);

    private final RateCardRows rows;
    private final TaskClasses tasks;
    private final Models models;
    private final Clock clock;
    private final Event<RateCard> published;
    private final Recent<InForce> inForce = new Recent<>(AGE_MAX, this::readInForce);

    RateCards(RateCardRows rows, TaskClasses tasks, Models models, Clock clock, Event<RateCard> published) {
        this.rows = rows;
        this.tasks = tasks;
        this.models = models;
        this.clock = clock;
        this.published = published;
    }

    /** What a quote needs, read together and kept for a moment, so that an invocation costs no query. */
    record InForce(RateCard card, Map<Integer, ModelPrice> prices) {}

    InForce inForce() {
        return inForce.get();
    }

    /** Else one call a second would wait for it, several times as long as for its hold. */
    @Scheduled(every = "1s", concurrentExecution = SKIP, skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    @RunOnVirtualThread
    void readAhead() {
        try {
            inForce.refresh();
        } catch (RuntimeException outage) {
            LOG.debug("The rate card is read by the next call", outage);
        }
    }

    public RateCard current() {
        return inForce().card();
    }

    public Optional<RateCard> version(int version) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> rows.findByIdOptional(version).map(this::card));
    }

    /** Newest first. */
    public List<RateCard> history(int limit) {
        return QuarkusTransaction.joiningExisting().call(() -> cards(rows.newest(limit)));
    }

    /** Publishes the next version: the base version with these lines in place of theirs. */
    public PublishOutcome publish(int baseVersion, List<RateLine> changed, String by, String note) {
        var onCard = version(baseVersion).stream()
                .flatMap(card -> card.lines().stream())
                .map(line -> line.task().no())
                .collect(Collectors.toSet());
        if (!changed.stream().allMatch(line -> onCard.contains(line.task().no())))
            return new Invalid("Only a task class that is on the rate card can be changed.");
        var fault = changed.stream()
                .map(RateLine::fault)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> unpriced(changed));
        if (fault.isPresent()) return new Invalid(fault.get());
        return next(baseVersion, by, note, lines -> replaced(lines, changed));
    }

    /** Begins a task class, {@link TaskClass#proposed proposed} in the line, with the next version. */
    public PublishOutcome create(int baseVersion, RateLine line, String by) {
        var fault = tasks.fault(line.task()).or(line::fault).or(() -> unpriced(List.of(line)));
        if (fault.isPresent()) return new Invalid(fault.get());
        return next(baseVersion, by, "Began " + line.task().slug(), lines -> {
            var created = new RateLine(
                    tasks.begin(line.task()),
                    line.price(),
                    line.inputTokensMax(),
                    line.outputTokensMax(),
                    line.rules());
            return replaced(lines, List.of(created));
        });
    }

    /** Ends a task class: the next version is without it. */
    public PublishOutcome retire(int baseVersion, int task, String by) {
        var retired = tasks.find(task).filter(found -> !found.retired());
        if (retired.isEmpty()) return new Invalid("There is no such task class, or it is retired already.");
        return next(baseVersion, by, "Retired " + retired.get().slug(), lines -> {
            tasks.end(task, clock.instant());
            return lines.stream().filter(line -> line.task().no() != task).toList();
        });
    }

    private PublishOutcome next(int baseVersion, String by, String note, UnaryOperator<List<RateLine>> change) {
        return QuarkusTransaction.joiningExisting().<PublishOutcome>call(() -> {
            var newest = card(rows.newestLocked());
            if (newest.version() != baseVersion) return new Outdated(newest);
            var lines = change.apply(newest.lines());
            var card = new RateCard(baseVersion + 1, clock.instant(), by, note.strip(), lines);
            rows.persist(RateCardRow.of(card));
            published.fire(card);
            return new Published(card);
        });
    }

    /** Only once it is committed: whoever publishes may do more in the same transaction. */
    void seeAtOnce(@Observes(during = TransactionPhase.AFTER_COMPLETION) RateCard card) {
        inForce.forget();
    }

    void seeAtOnce(@Observes(during = TransactionPhase.AFTER_COMPLETION) Model described) {
        inForce.forget();
    }

    private static List<RateLine> replaced(List<RateLine> lines, List<RateLine> changed) {
        var all = new ArrayList<>(lines);
        for (var line : changed)
            all.removeIf(old -> old.task().no() == line.task().no());
        all.addAll(changed);
        all.sort(Comparator.comparing(line -> line.task().no()));
        return all;
    }

    private Optional<String> unpriced(List<RateLine> lines) {
        var prices = models.prices();
        return lines.stream()
                .flatMap(line -> line.models().stream())
                .filter(model -> !prices.containsKey(model.no()))
                .findFirst()
                .map(model -> model.name() + " has no price in force.");
    }

    private InForce readInForce() {
        return QuarkusTransaction.requiringNew()
                .call(() -> new InForce(card(rows.newest(1).getFirst()), models.prices()));
    }

    private RateCard card(RateCardRow row) {
        return cards(List.of(row)).getFirst();
    }

    private List<RateCard> cards(List<RateCardRow> found) {
        var byTask = tasks.all().stream().collect(Collectors.toMap(TaskClass::no, Function.identity()));
        var byModel = models.all().stream().collect(Collectors.toMap(Model::no, Function.identity()));
        return found.stream().map(row -> row.card(byTask, byModel)).toList();
    }
}
