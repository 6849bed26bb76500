package farebox.wallet;

import static farebox.wallet.Scripts.script;

import org.junit.jupiter.api.Test;

/** What refunds and corrections do to a wallet. */
class ClaimStoriesTest {
    @Test
    void a_whole_refund_takes_every_unspent_credit() {
        script("""
                buy      p1  100  $10.00             → credited
                refund   r1  p1   $10.00  clawback   → refunded 100, waiting 0
                refund   r1  p1   $10.00  clawback   → already refunded
                balance                              → available 0, revoked 100
                account  stripe_balance              → $0.00
                account  deferred                    → $0.00
                owes                                 → $0.00
                books                                → balanced
                """);
    }

    @Test
    void what_was_spent_is_a_gift_or_is_owed() {
        script("""
                buy      p1  100  $10.00             → credited
                buy      p2  100  $10.00             → credited
                hold     h1  150                     → held
                capture  h1  150                     → captured 150, released 0, revenue $15.00
                refund   r1  p1   $10.00  goodwill   → refunded 0, waiting 0
                account  refunds                     → $10.00
                refund   r2  p2   $10.00  clawback   → refunded 50, waiting 0
                owes                                 → $5.00
                paid     x1  refund:r2    $6.00      → not now
                paid     x1  refund:r2    $2.00      → done
                paid     x1  refund:r2    $2.00      → not now
                wired    x2  refund:r2    $1.00      → done
                account  bank                        → $1.00
                writeoff x3  refund:r2    $2.00      → done
                owes                                 → $0.00
                account  bad_debt                    → $2.00
                account  revenue                     → $-15.00
                books                                → balanced
                """);
    }

    @Test
    void parts_that_make_up_the_whole_price_take_the_whole_lot() {
        script("""
                buy      p1  501  $10.00             → credited
                refund   r1  p1   $5.00   goodwill   → refunded 250, waiting 0
                refund   r2  p1   $5.00   goodwill   → refunded 251, waiting 0
                balance                              → available 0, revoked 501
                account  refunds                     → $0.00
                account  deferred                    → $0.00
                books                                → balanced
                """);
    }

    @Test
    void a_refund_waits_for_what_holds_leave() {
        script("""
                buy      p1  100  $10.00             → credited
                hold     h1  60                      → held
                hold     h2  30                      → held
                refund   r1  p1   $10.00  clawback   → refunded 10, waiting 90
                owes                                 → $9.00
                hold     h3  1                       → not enough: 0 of 1
                capture  h1  20                      → captured 20, released 40, revenue $2.00
                balance                              → available 0, held 30, spent 20, revoked 50
                owes                                 → $5.00
                release  h2                          → released 30
                balance                              → available 0, spent 20, revoked 80
                owes                                 → $2.00
                books                                → balanced
                """);
    }

    @Test
    void credits_that_come_in_free_what_a_refund_waits_for() {
        script("""
                buy      p1  10   $1.00              → credited
                hold     h1  10                      → held
                refund   r1  p1   $1.00   goodwill   → refunded 0, waiting 10
                grant    g1  4                       → credited
                balance                              → available 0, held 10, revoked 4
                capture  h1  10                      → captured 10, released 0, revenue $0.60
                account  refunds                     → $0.60
                books                                → balanced
                """);
    }

    @Test
    void a_refund_that_fails_later_gives_back() {
        script("""
                buy      p1  3    $0.00000001        → credited
                hold     h1  1                       → held
                capture  h1  1                       → captured 1, released 0, revenue $0.000000003
                refund   r1  p1   $0.00000001 clawback → refunded 2, waiting 0
                owes                                 → $0.000000003
                failed   r1                          → done
                failed   r1                          → not now
                owes                                 → $0.00
                balance                              → available 2, spent 1
                books                                → balanced
                """);
    }

    @Test
    void nobody_owes_what_is_rounded() {
        script("""
                buy      p1  7    $0.00000001        → credited
                hold     h1  1                       → held
                refund   r1  p1   $0.00000001 clawback → refunded 6, waiting 1
                owes                                 → $0.000000002
                capture  h1  1                       → captured 1, released 0, revenue $0.000000002
                failed   r1                          → done
                owes                                 → $0.00
                books                                → balanced
                """);
    }

    @Test
    void a_refund_that_fails_after_its_lot_lapsed_gives_nothing_back_but_books_it() {
        script("""
                buy      p1  10   $1.00   30d        → credited
                refund   r1  p1   $1.00   goodwill   → refunded 10, waiting 0
                later    31d
                failed   r1                          → done
                balance                              → available 0, expired 10
                account  breakage                    → $-1.00
                books                                → balanced
                """);
    }

    @Test
    void a_corrected_capture_puts_the_credits_back_into_their_lots() {
        script("""
                buy      p1  10   $1.00              → credited
                grant    g1  10                      → credited
                hold     h1  15                      → held
                capture  h1  15                      → captured 15, released 0, revenue $1.00
                correct  h1                          → corrected 15, free 15, revenue $1.00
                correct  h1                          → already corrected
                balance                              → available 20
                account  revenue                     → $0.00
                ungrant  g1                          → 10
                ungrant  g1                          → 0
                balance                              → available 10, revoked 10
                books                                → balanced
                """);
    }

    @Test
    void a_corrected_charge_does_not_give_what_a_refund_has_given_already() {
        script("""
                buy      p1  100  $10.00             → credited
                hold     h1  25                      → held
                capture  h1  25                      → captured 25, released 0, revenue $2.50
                refund   r1  p1   $10.00  goodwill   → refunded 75, waiting 0
                account  refunds                     → $2.50
                correct  h1                          → corrected 25, free 0, revenue $2.50
                balance                              → available 0, revoked 100
                account  refunds                     → $0.00
                account  revenue                     → $0.00
                books                                → balanced
                """);
    }

    @Test
    void a_corrected_charge_is_owed_no_more_and_what_was_paid_for_it_is_free() {
        script("""
                buy      p1  100  $10.00             → credited
                hold     h1  10                      → held
                capture  h1  10                      → captured 10, released 0, revenue $1.00
                hold     h2  15                      → held
                capture  h2  15                      → captured 15, released 0, revenue $1.50
                refund   r1  p1   $10.00  clawback   → refunded 75, waiting 0
                owes                                 → $2.50
                correct  h1                          → corrected 10, free 0, revenue $1.00
                owes                                 → $1.50
                paid     x1  refund:r1    $1.50      → done
                correct  h2                          → corrected 15, free 15, revenue $1.50
                owes                                 → $0.00
                balance                              → available 15, revoked 85
                books                                → balanced
                """);
    }

    @Test
    void what_was_paid_or_written_off_and_is_not_owed_in_the_end_goes_back() {
        script("""
                buy      p1  100  $10.00             → credited
                hold     h1  100                     → held
                capture  h1  100                     → captured 100, released 0, revenue $10.00
                refund   r1  p1   $10.00  clawback   → refunded 0, waiting 0
                paid     x1  refund:r1    $-1.00     → not now
                paid     x1  refund:r1    $3.00      → done
                wired    x2  refund:r1    $2.00      → done
                writeoff x3  refund:r1    $4.00      → done
                failed   r1                          → done
                owes                                 → $-9.00
                paid     x4  refund:r1    $1.00      → not now
                paid     x4  refund:r1    $-3.00     → done
                wired    x5  refund:r1    $-2.00     → done
                writeoff x6  refund:r1    $-5.00     → not now
                writeoff x6  refund:r1    $-4.00     → done
                owes                                 → $0.00
                account  bank                        → $0.00
                account  bad_debt                    → $0.00
                account  stripe_balance              → $10.00
                books                                → balanced
                """);
    }

    @Test
    void credits_that_come_back_go_first_to_who_waits_for_none() {
        script("""
                buy      p1  100  $10.00             → credited
                hold     h1  30                      → held
                capture  h1  30                      → captured 30, released 0, revenue $3.00
                hold     h2  70                      → held
                refund   r1  p1   $7.00   clawback   → refunded 0, waiting 70
                refund   r2  p1   $3.00   goodwill   → refunded 0, waiting 0
                correct  h1                          → corrected 30, free 0, revenue $3.00
                release  h2                          → released 70
                balance                              → available 0, revoked 100
                account  refunds                     → $0.00
                owes                                 → $0.00
                books                                → balanced
                """);
    }
}
