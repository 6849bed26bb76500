package farebox.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.money.Credits;
import farebox.money.Usd;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EarningsTest {
    @Test
    void the_margin_is_what_the_revenue_leaves_over_the_cost() {
        var earned = earned("1.56", "0.048", "0.002");
        assertEquals(Usd.parse("1.512"), earned.gross());
        assertEquals(Optional.of(new BigDecimal("96.9")), earned.percent());
    }

    @Test
    void nothing_earned_has_no_margin_in_percent() {
        assertEquals(Optional.empty(), earned("0", "0.01", "0").percent());
        assertEquals(Optional.empty(), Earnings.NONE.percent());
    }

    @Test
    void a_cost_above_the_revenue_is_a_negative_margin() {
        assertEquals(
                Optional.of(new BigDecimal("-50.0")), earned("1", "1.5", "0").percent());
    }

    @Test
    void a_call_paid_in_part_bears_its_part_of_the_cost_and_the_odd_nano_dollar() {
        var cost = Usd.ofNanos(40_000_001);
        assertEquals(Usd.ofNanos(10_000_001), Earnings.paidCost(cost, Credits.of(20), Credits.of(5)));
        assertEquals(Usd.ZERO, Earnings.paidCost(cost, Credits.of(20), Credits.NONE));
        assertEquals(cost, Earnings.paidCost(cost, Credits.NONE, Credits.NONE));
    }

    @Test
    void an_average_is_over_paid_credits() {
        var earned = earned("1.56", "0.048", "0.002");
        assertEquals(Optional.of(Usd.parse("0.078")), earned.perCredit());
    }

    @Test
    void parts_add_up() {
        var one = earned("1.56", "0.048", "0.002");
        assertEquals(one, one.plus(Earnings.NONE));
        assertEquals(Usd.parse("3.12"), one.plus(one).revenue());
        assertEquals(8, one.plus(one).calls());
    }

    private static Earnings earned(String revenue, String cost, String promotionalCost) {
        return new Earnings(
                4, 1, Credits.of(20), Credits.of(5), Usd.parse(revenue), Usd.parse(cost), Usd.parse(promotionalCost));
    }
}
