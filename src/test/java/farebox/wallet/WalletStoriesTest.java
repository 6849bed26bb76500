package farebox.wallet;

import static farebox.wallet.Scripts.script;
import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.ledger.Account;
import farebox.money.Usd;
import org.junit.jupiter.api.Test;

class WalletStoriesTest {
    @Test
    void a_capture_gives_back_what_the_task_did_not_cost() {
        script("""
                buy      p1  100  $10.00    → credited
                hold     h1  30             → held
                balance                     → available 70, held 30
                capture  h1  25             → captured 25, released 5, revenue $2.50
                balance                     → available 75, spent 25
                capture  h1  25             → already captured
                books                       → balanced
                """);
    }

    @Test
    void a_hold_beyond_the_balance_is_refused() {
        script("""
                grant    g1  10             → credited
                hold     h1  11             → not enough: 10 of 11
                hold     h1  10             → held
                hold     h2  1              → not enough: 0 of 1
                books                       → balanced
                """);
    }

    @Test
    void the_same_key_holds_once_and_another_body_is_found_out() {
        script("""
                grant    g1  10             → credited
                hold     h1  3   one        → held
                hold     h1  3   one        → in progress
                hold     h1  3   two        → key reused
                capture  h1  3              → captured 3, released 0, revenue $0.00
                hold     h1  3   one        → replayed
                hold     h1  3   two        → key reused
                balance                     → available 7, spent 3
                """);
    }

    @Test
    void a_released_key_may_try_again() {
        script("""
                grant    g1  10             → credited
                hold     h1  3              → held
                release  h1                 → released 3
                release  h1                 → already ended
                hold     h1  3              → held
                balance                     → available 7, held 3
                books                       → balanced
                """);
    }

    @Test
    void the_same_source_credits_once() {
        script("""
                buy      p1  100  $10.00    → credited
                buy      p1  100  $10.00    → already credited
                grant    p1  5              → credited
                balance                     → available 105
                """);
    }

    @Test
    void more_than_was_held_is_never_captured() {
        script("""
                grant    g1  10             → credited
                hold     h1  3              → held
                capture  h1  4              → more than held 3
                balance                     → available 7, held 3
                """);
    }

    @Test
    void a_settlement_after_the_sweep_charges_nothing() {
        script("""
                grant    g1  10             → credited
                hold     h1  3              → held
                sweep    h1                 → released 3
                capture  h1  3              → too late
                balance                     → available 10
                books                       → balanced
                """);
    }

    @Test
    void lapsed_credits_cannot_be_spent_but_a_hold_keeps_what_it_needs() {
        script("""
                buy      p1  100  $10.00  30d   → credited
                hold     h1  40                 → held
                later    31d
                hold     h2  1                  → not enough: 0 of 1
                balance                         → available 0, held 40, expired 60
                capture  h1  40                 → captured 40, released 0, revenue $4.00
                books                           → balanced
                """);
    }

    @Test
    void what_is_released_after_its_lot_lapsed_lapses_too() {
        script("""
                buy      p1  100  $10.00  30d   → credited
                hold     h1  40                 → held
                later    31d
                release  h1                     → released 40
                hold     h2  1                  → not enough: 0 of 1
                balance                         → available 0, expired 100
                books                           → balanced
                """);
    }

    @Test
    void the_soonest_to_lapse_burns_first() {
        script("""
                buy      p1  100  $10.00        → credited
                buy      p2  100  $5.00   10d   → credited
                hold     h1  150                → held
                capture  h1  150                → captured 150, released 0, revenue $10.00
                books                           → balanced
                """);
    }

    @Test
    void a_lot_at_its_end_has_given_exactly_what_was_paid() {
        script("""
                buy      p1  3  $0.00000001     → credited
                hold     h1  1                  → held
                capture  h1  1                  → captured 1, released 0, revenue $0.000000003
                hold     h2  1                  → held
                capture  h2  1                  → captured 1, released 0, revenue $0.000000003
                hold     h3  1                  → held
                capture  h3  1                  → captured 1, released 0, revenue $0.000000004
                books                           → balanced
                """);
    }

    @Test
    void a_late_cost_replaces_the_estimate_that_the_sweep_booked_once() {
        var scene = new Scene();
        scene.grant("g", 10, java.util.Optional.empty());
        scene.hold("h", 5, "");
        var estimate = new AttemptCost(1, 7, Usd.ofNanos(500));
        scene.release("h", Release.Cause.SWEPT, estimate);
        assertEquals(500, scene.wallet.total(Account.COGS));
        for (int i = 0; i < 2; i++)
            scene.capture("h", 5, new AttemptCost(1, 7, Usd.ofNanos(420)), new AttemptCost(2, 8, Usd.ofNanos(30)));
        // The second attempt was begun after the sweep, which has booked nothing for it.
        assertEquals(450, scene.wallet.total(Account.COGS));
        assertEquals(-450, scene.wallet.total(Account.PAYABLE));
        assertEquals(10, scene.wallet.total(Account.AVAILABLE));
    }
}
