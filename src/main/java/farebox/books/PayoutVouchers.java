package farebox.books;

import farebox.books.Voucher.Kind;
import farebox.books.Voucher.Paper;
import farebox.books.Vouchers.Author;
import farebox.checkout.Payments;
import farebox.checkout.Payments.StripePayout;
import farebox.checkout.Payouts;
import farebox.checkout.Payouts.SettleOutcome.Settled;
import farebox.checkout.Payouts.SettleOutcome.Unbookable;
import farebox.checkout.Payouts.SettleOutcome.Unknown;
import farebox.money.Usd;
import farebox.sql.Postgres;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Records each payout under its Stripe id, unless it is recorded already, and takes it back when it fails after all. */
@Singleton
class PayoutVouchers implements Payouts {
    private static final int LOOKS_MAX = 10;
    /** Calls move nothing at Stripe, so that the moves beside them, of which there is an index, tell all. */
    private static final String BALANCE = """
            with stripe as (select code from account where name = 'stripe_balance')
            select coalesce(sum(case debit when code then amount else -amount end), 0) as balance
              from (select debit, credit, amount from move where kind not in (4, 5, 6, 7)
                    union all
                    select debit, credit, amount from sealed_move) as moved
              join stripe on code in (debit, credit)
            """;

    private static final Author STRIPE = new Author("Stripe", List.of());

    private final Payments payments;
    private final Vouchers vouchers;
    private final Postgres postgres;
    private final Clock clock;

    PayoutVouchers(Payments payments, Vouchers vouchers, Postgres postgres, Clock clock) {
        this.payments = payments;
        this.vouchers = vouchers;
        this.postgres = postgres;
        this.clock = clock;
    }

    /** What was recorded is looked at again: it may have failed meanwhile, and who heard of that found nothing to take back. */
    @Override
    public SettleOutcome settle(String id) {
        for (var look = 0; look < LOOKS_MAX; look++) {
            var payout = payments.payout(id);
            if (payout.isEmpty()) return new Unknown();
            var outcome = follow(payout.get());
            if (outcome.isPresent()) return outcome.get();
        }
        return new Unbookable("Others recorded something at the same moment, each of " + LOOKS_MAX + " times.");
    }

    /** Empty when the books have changed, by this or by others who were quicker. */
    private Optional<SettleOutcome> follow(StripePayout payout) {
        var newest = vouchers.newest();
        var standing = vouchers.standing(kind(payout), payout.id());
        switch (payout.state()) {
            case PAID -> {
                // What an operator has taken back since stays taken back, however often Stripe tells of it.
                if (payout.cents() == 0 || vouchers.wasRecorded(kind(payout), payout.id()))
                    return Optional.of(new Settled());
                var obstacle = obstacle(payout);
                if (obstacle.isPresent()) return obstacle.map(Unbookable::new);
                vouchers.record(paper(payout), newest, STRIPE);
            }
            case FAILED -> {
                if (standing.isEmpty()) return Optional.of(new Settled());
                vouchers.takeBack(standing.get(), newest, LocalDate.now(clock), payout.note(), STRIPE);
            }
            case UNDER_WAY -> {
                return Optional.of(new Settled());
            }
        }
        return Optional.empty();
    }

    private Optional<String> obstacle(StripePayout payout) {
        if (!payout.currency().equals("usd")) return Optional.of(payout.id() + " is in " + payout.currency());
        var amount = Usd.ofCents(payout.cents());
        var balance = balance();
        return amount.isNegative() || balance.compareTo(amount) >= 0
                ? Optional.empty()
                : Optional.of("%s is of %s dollars, but by these books there are %s at Stripe"
                        .formatted(payout.id(), amount, balance));
    }

    private Usd balance() {
        return postgres.first(BALANCE, row -> Usd.ofNanos(row.getLong("balance")))
                .orElseThrow();
    }

    private static Paper paper(StripePayout payout) {
        var amount = Usd.ofCents(Math.abs(payout.cents()));
        return new Paper(kind(payout), payout.id(), amount, payout.day(), Optional.empty(), payout.note());
    }

    /** Below zero, Stripe took from the bank what it lacked. */
    private static Kind kind(StripePayout payout) {
        return payout.cents() < 0 ? Kind.PAYIN : Kind.PAYOUT;
    }
}
