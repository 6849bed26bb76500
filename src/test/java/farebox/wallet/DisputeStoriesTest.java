package farebox.wallet;

import static farebox.wallet.Scripts.script;

import org.junit.jupiter.api.Test;

/** What disputes do to a wallet. */
class DisputeStoriesTest {
    @Test
    void a_won_dispute_gives_everything_back() {
        script("""
                buy      p1  100  $10.00             → credited
                hold     h1  30                      → held
                dispute  d1  p1   $10.00             → disputed 70, waiting 30
                dispute  d1  p1   $10.00             → disputed 70, waiting 30
                taken    d1  $10.00                  → disputed 70, waiting 30
                account  dispute_claim               → $10.00
                account  fees                        → $15.00
                release  h1                          → released 30
                balance                              → available 0, disputed 100
                won      d1                          → won 0, waiting 0
                won      d1                          → won 0, waiting 0
                balance                              → available 100
                account  dispute_claim               → $10.00
                returned d1  $10.00                  → won 0, waiting 0
                account  dispute_claim               → $0.00
                account  fees                        → $0.00
                books                                → balanced
                """);
    }

    @Test
    void a_lost_dispute_revokes_what_is_left_and_leaves_the_rest_owing() {
        script("""
                buy      p1  100  $10.00             → credited
                hold     h1  30                      → held
                capture  h1  30                      → captured 30, released 0, revenue $3.00
                hold     h2  10                      → held
                dispute  d1  p1   $10.00             → disputed 60, waiting 10
                lost     d1                          → disputed 60, waiting 10
                account  dispute_claim               → $0.00
                taken    d1  $10.00                  → lost 60, waiting 10
                owes                                 → $4.00
                release  h2                          → released 10
                owes                                 → $3.00
                balance                              → available 0, spent 30, revoked 70
                account  dispute_claim               → $0.00
                writeoff x1  dispute:d1   $3.00      → done
                books                                → balanced
                """);
    }

    @Test
    void a_dispute_won_after_the_lot_lapsed_books_the_breakage() {
        script("""
                buy      p1  10   $1.00   30d        → credited
                dispute  d1  p1   $1.00              → disputed 10, waiting 0
                later    31d
                won      d1                          → won 0, waiting 0
                balance                              → available 0, expired 10
                account  breakage                    → $-1.00
                books                                → balanced
                """);
    }

    @Test
    void a_bank_that_thinks_again_gives_back_and_takes_again() {
        script("""
                buy      p1  100  $10.00             → credited
                hold     h1  30                      → held
                capture  h1  30                      → captured 30, released 0, revenue $3.00
                dispute  d1  p1   $10.00             → disputed 70, waiting 0
                taken    d1  $10.00                  → disputed 70, waiting 0
                lost     d1                          → lost 70, waiting 0
                owes                                 → $3.00
                won      d1                          → won 0, waiting 0
                returned d1  $10.00                  → won 0, waiting 0
                owes                                 → $0.00
                balance                              → available 70, spent 30
                account  dispute_claim               → $0.00
                account  deferred                    → $-7.00
                late     d1  lost                    → won 0, waiting 0
                hold     h2  20                      → held
                capture  h2  10                      → captured 10, released 10, revenue $1.00
                taken    d1  $10.00                  → won 0, waiting 0
                lost     d1                          → lost 60, waiting 0
                owes                                 → $4.00
                account  dispute_claim               → $0.00
                books                                → balanced
                """);
    }

    @Test
    void a_dispute_won_late_whose_lot_has_lapsed_books_the_breakage() {
        script("""
                buy      p1  10   $1.00   30d        → credited
                dispute  d1  p1   $1.00              → disputed 10, waiting 0
                taken    d1  $1.00                   → disputed 10, waiting 0
                lost     d1                          → lost 10, waiting 0
                later    31d
                won      d1                          → won 0, waiting 0
                returned d1  $1.00                   → won 0, waiting 0
                balance                              → available 0, expired 10
                account  breakage                    → $-1.00
                account  deferred                    → $0.00
                books                                → balanced
                """);
    }

    @Test
    void money_that_moves_once_a_dispute_is_lost_is_owed_or_is_not() {
        script("""
                buy      p1  10   $1.00              → credited
                hold     h1  10                      → held
                capture  h1  10                      → captured 10, released 0, revenue $1.00
                dispute  d1  p1   $1.00              → disputed 0, waiting 0
                taken    d1  $0.60                   → disputed 0, waiting 0
                lost     d1                          → lost 0, waiting 0
                owes                                 → $0.60
                taken    d1  $0.40                   → lost 0, waiting 0
                owes                                 → $1.00
                returned d1  $0.30                   → lost 0, waiting 0
                owes                                 → $0.70
                account  dispute_claim               → $0.00
                books                                → balanced
                """);
    }

    @Test
    void refund_and_dispute_of_one_payment_take_no_credit_twice() {
        script("""
                buy      p1  10   $1.00              → credited
                refund   r1  p1   $0.50   goodwill   → refunded 5, waiting 0
                dispute  d1  p1   $1.00              → disputed 5, waiting 0
                taken    d1  $1.00                   → disputed 5, waiting 0
                lost     d1                          → lost 5, waiting 0
                balance                              → available 0, revoked 10
                owes                                 → $0.50
                books                                → balanced
                """);
    }

    @Test
    void credits_of_a_refund_that_fails_go_to_the_dispute_that_found_none() {
        script("""
                buy      p1  10   $1.00              → credited
                refund   r1  p1   $1.00   goodwill   → refunded 10, waiting 0
                dispute  d1  p1   $1.00              → disputed 0, waiting 0
                taken    d1  $1.00                   → disputed 0, waiting 0
                lost     d1                          → lost 0, waiting 0
                owes                                 → $1.00
                failed   r1                          → done
                owes                                 → $0.00
                balance                              → available 0, revoked 10
                books                                → balanced
                """);
    }

    @Test
    void what_was_paid_for_while_a_hold_needed_it_is_free() {
        script("""
                buy      p1  100  $10.00             → credited
                hold     h1  40                      → held
                dispute  d1  p1   $10.00             → disputed 60, waiting 40
                taken    d1  $10.00                  → disputed 60, waiting 40
                lost     d1                          → lost 60, waiting 40
                paid     x1  dispute:d1   $4.00      → done
                release  h1                          → released 40
                owes                                 → $0.00
                balance                              → available 40, revoked 60
                books                                → balanced
                """);
    }

    @Test
    void credits_of_a_lapsed_lot_go_to_the_dispute_that_lacks_them_before_they_lapse() {
        script("""
                buy      p1  10   $1.00   30d        → credited
                refund   r1  p1   $1.00   goodwill   → refunded 10, waiting 0
                dispute  d1  p1   $1.00              → disputed 0, waiting 0
                taken    d1  $1.00                   → disputed 0, waiting 0
                lost     d1                          → lost 0, waiting 0
                later    31d
                failed   r1                          → done
                owes                                 → $0.00
                account  breakage                    → $0.00
                balance                              → available 0, revoked 10
                books                                → balanced
                """);
    }
}
