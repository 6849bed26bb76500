package farebox.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.rate.PublishOutcome.Published;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RateCardsTest {
    private static final int CARDS = 20;

    @Inject
    RateCards cards;

    @Inject
    SessionFactory hibernate;

    @Test
    void a_history_asks_no_more_of_postgresql_the_longer_it_is() {
        for (var i = 0; i < CARDS; i++) publishTheSame();
        var statistics = hibernate.getStatistics();
        statistics.setStatisticsEnabled(true);
        var history = cards.history(CARDS);
        var statements = statistics.getPrepareStatementCount();
        statistics.setStatisticsEnabled(false);
        assertTrue(statements < CARDS, statements + " statements");
        assertEquals(CARDS, history.size());
        for (var card : history) assertEquals(cards.version(card.version()).orElseThrow(), card);
    }

    private void publishTheSame() {
        var base = cards.current().version();
        assertInstanceOf(Published.class, cards.publish(base, List.of(), "olga", "The same"));
    }
}
