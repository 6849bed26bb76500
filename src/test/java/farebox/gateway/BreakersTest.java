package farebox.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.cost.Model;
import farebox.gateway.Reply.Answered;
import farebox.gateway.Reply.Broken;
import farebox.gateway.Reply.Failed;
import farebox.gateway.Reply.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakersTest {
    private static final Model MICRO = new Model(1, "Micro", "micro", 1, true, true, true, "");
    private static final Model LITE = new Model(2, "Lite", "lite", 1, true, true, true, "");
    private static final Reply ANSWERED = new Answered(List.of(), "end_turn", Optional.empty());

    private final Hands hands = new Hands();
    private final Breakers breakers = new Breakers(hands);

    /** A clock that is turned by hand. */
    private static class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-27T12:00:00Z");

        void turn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static Reply failed(Failure failure) {
        return new Failed(failure, false, "");
    }

    private void ask(Model model, Reply reply) {
        breakers.asking(model);
        breakers.asked(model, reply);
    }

    private void fail(int times, Failure failure) {
        for (var i = 0; i < times; i++) ask(MICRO, failed(failure));
    }

    private boolean rests() {
        return breakers.rests(MICRO.no());
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "TIMEOUT"})
    void a_model_that_is_not_to_be_had_several_times_in_a_row_rests(Failure failure) {
        fail(Breakers.FAILURES_MAX - 1, failure);
        assertFalse(rests());
        fail(1, failure);
        assertTrue(rests());
        assertFalse(breakers.rests(LITE.no()));
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR", "HUNG_UP", "INVALID"})
    void a_model_that_fails_otherwise_is_not_worn_out(Failure failure) {
        fail(2 * Breakers.FAILURES_MAX, failure);
        assertFalse(rests());
    }

    @Test
    void an_answer_in_between_begins_the_count_anew() {
        fail(Breakers.FAILURES_MAX - 1, Failure.UNAVAILABLE);
        ask(MICRO, ANSWERED);
        fail(Breakers.FAILURES_MAX - 1, Failure.UNAVAILABLE);
        assertFalse(rests());
        ask(MICRO, new Broken(Failure.UNAVAILABLE, List.of(), Optional.empty(), ""));
        fail(1, Failure.UNAVAILABLE);
        assertTrue(rests());
    }

    @Test
    void after_its_rest_one_call_tries_it_out() {
        fail(Breakers.FAILURES_MAX, Failure.UNAVAILABLE);
        hands.turn(Breakers.REST.minusMillis(1));
        assertTrue(rests());
        hands.turn(Duration.ofMillis(1));
        assertFalse(rests());
        breakers.asking(MICRO);
        assertTrue(rests());
        breakers.asked(MICRO, ANSWERED);
        assertFalse(rests());
        fail(Breakers.FAILURES_MAX - 1, Failure.UNAVAILABLE);
        assertFalse(rests());
    }

    @Test
    void a_trial_that_fails_is_followed_by_another_rest() {
        fail(Breakers.FAILURES_MAX, Failure.UNAVAILABLE);
        hands.turn(Breakers.REST);
        fail(1, Failure.UNAVAILABLE);
        assertTrue(rests());
        hands.turn(Breakers.REST);
        assertFalse(rests());
    }

    @Test
    void a_trial_that_never_ends_is_followed_by_another() {
        fail(Breakers.FAILURES_MAX, Failure.UNAVAILABLE);
        hands.turn(Breakers.REST);
        breakers.asking(MICRO);
        hands.turn(Breakers.REST);
        assertFalse(rests());
    }

    @Test
    void the_first_to_have_rested_says_how_long_it_takes() {
        assertEquals(Duration.ZERO, breakers.rest(List.of(MICRO, LITE)));
        fail(Breakers.FAILURES_MAX, Failure.UNAVAILABLE);
        hands.turn(Duration.ofSeconds(4));
        assertEquals(Breakers.REST.minusSeconds(4), breakers.rest(List.of(LITE, MICRO)));
        for (var i = 0; i < Breakers.FAILURES_MAX; i++) ask(LITE, failed(Failure.TIMEOUT));
        assertEquals(Breakers.REST.minusSeconds(4), breakers.rest(List.of(LITE, MICRO)));
    }
}
