package farebox.testing;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import farebox.cost.Model;
import farebox.cost.Models;
import farebox.rate.PublishOutcome;
import farebox.rate.RateCards;
import farebox.rate.RateLine;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** Task classes that a test offers for as long as it runs, of models that it calls by their names. */
@Singleton
public class Offers {
    private final RateCards cards;
    private final Models models;

    Offers(RateCards cards, Models models) {
        this.cards = cards;
        this.models = models;
    }

    public Model model(String name) {
        return models.all().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public List<Model> models(String... names) {
        return Stream.of(names).map(this::model).toList();
    }

    public void make(RateLine line) {
        assertInstanceOf(
                PublishOutcome.Published.class, cards.create(cards.current().version(), line, "a test"));
    }

    /** Leaves the rate card without it, if it was ever made. */
    public void withdraw(String task) {
        cards.current()
                .line(task)
                .ifPresent(line ->
                        cards.retire(cards.current().version(), line.task().no(), "a test"));
    }
}
