package farebox.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.cost.Models;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.rate.Price;
import farebox.rate.RateLine;
import farebox.rate.Rule;
import farebox.rate.TaskClass;
import farebox.testing.Offers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** A task class at a price, served by one model, and what its calls cost us. */
abstract class PriceScene extends InvocationScene {
    static final Price ONE = new Price.Fixed(Credits.of(1));

    @Inject
    Offers offers;

    @Inject
    Models models;

    final String task = "p-" + UUID.randomUUID().toString().substring(0, 30);

    @AfterEach
    void leave_only_what_was_there() {
        offers.withdraw(task);
    }

    void offer(Price price, String model) {
        var rules = List.of(Rule.always(offers.models(model)));
        offers.make(new RateLine(TaskClass.proposed(task, "Priced"), price, 100_000, 1_000, rules));
        grant(100_000);
    }

    String ask(String more) {
        return ask(task, "Hello").replaceFirst("}$", ", " + more + "}");
    }

    ValidatableResponse served(String body) {
        return invoke(UUID.randomUUID().toString(), body).statusCode(200);
    }

    /** The newest attempt of the customer as it was recorded, with its cost in dollars. */
    record Recorded(
            long input, long output, long read, long write5m, long write1h, int images, String tier, BigDecimal cost) {
        BigDecimal costs(String input, String output, String read, String write5m, String write1h) {
            return times(this.input, input)
                    .add(times(this.output, output))
                    .add(times(this.read, read))
                    .add(times(this.write5m, write5m))
                    .add(times(this.write1h, write1h));
        }

        private static BigDecimal times(long tokens, String rate) {
            return new BigDecimal(rate).multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
        }
    }

    Recorded recorded() {
        return postgres.first(
                        """
                        select a.* from attempt a join customer c using (customer_no)
                         where c.id = ? and not a.estimated order by a.opened_at desc, a.hold desc, a.attempt desc
                        """,
                        row -> new Recorded(
                                row.getLong("input_tokens"),
                                row.getLong("output_tokens"),
                                row.getLong("cache_read_tokens"),
                                row.getLong("cache_write_5m_tokens"),
                                row.getLong("cache_write_1h_tokens"),
                                row.getInt("images"),
                                row.getString("tier"),
                                Usd.ofNanos(row.getLong("cost_nanos")).dollars()),
                        customer)
                .orElseThrow();
    }

    static void assertCost(BigDecimal hand, BigDecimal cost) {
        assertEquals(0, hand.setScale(9, RoundingMode.HALF_UP).compareTo(cost), hand + " is not " + cost);
    }
}
