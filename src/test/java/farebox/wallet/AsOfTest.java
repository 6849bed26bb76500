package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A wallet as it was at any moment: what had been recorded by then counts, and what came a microsecond later does not. */
@QuarkusTest
class AsOfTest {
    private static final AtomicLong CUSTOMERS = new AtomicLong(9_300_000);

    @Inject
    Wallets wallets;

    @Inject
    Clock clock;

    private final CustomerNo ada = new CustomerNo(CUSTOMERS.incrementAndGet());

    /** What each posting left: the wallet as it was read right after it. */
    private void a_history(List<Wallet> after) {
        credit(Credit.Source.Kind.PURCHASE, 100, Optional.empty());
        after.add(wallets.of(ada));
        credit(Credit.Source.Kind.GRANT, 7, Optional.of(clock.instant().plusMillis(300)));
        after.add(wallets.of(ada));
        for (int i = 0; i < 9; i++) {
            var order = new HoldOrder(
                    ada,
                    OperationKey.of("as of", "key " + i, new byte[0]),
                    Credits.of(10),
                    new HoldOrder.Purpose(1, 1, 1),
                    Attachment.none());
            if (!(wallets.hold(order) instanceof HoldOutcome.Held(var hold, var credits, var available))) continue;
            after.add(wallets.of(ada));
            if (i % 3 == 0) wallets.release(new Release(hold, Release.Cause.ABANDONED, List.of(), Attachment.none()));
            else wallets.settle(new Settlement(hold, Credits.of(i), List.of(), Attachment.none()));
            after.add(wallets.of(ada));
        }
    }

    private void credit(Credit.Source.Kind kind, long credits, Optional<Instant> expiresAt) {
        var paid = kind == Credit.Source.Kind.GRANT
                ? Credit.Paid.NOTHING
                : new Credit.Paid(Usd.parse("10.00"), Usd.ZERO, Optional.empty());
        var source = new Credit.Source(kind, "as-of-" + ada);
        var terms = new Credit.Terms("a test", 0, expiresAt);
        wallets.credit(new Credit(ada, source, Credits.of(credits), paid, terms, Attachment.none()));
    }

    @Test
    void the_wallet_is_what_each_posting_left_until_the_next() {
        var after = new java.util.ArrayList<Wallet>();
        a_history(after);
        var statement = wallets.statement(ada, Long.MAX_VALUE, 100);
        for (var known : after) {
            var line = statement.get((int) (statement.size() - known.seq()));
            assertEquals(Optional.of(known), wallets.of(ada, line.at()));
            if (line.seq() < statement.size()) {
                var next = statement
                        .get((int) (statement.size() - known.seq() - 1))
                        .at();
                assertEquals(Optional.of(known), wallets.of(ada, next.minus(1, ChronoUnit.MICROS)));
                assertEquals(Optional.of(known), wallets.of(ada, next.minusNanos(1)), "less than a microsecond before");
            }
        }
        assertEquals(Optional.of(wallets.of(ada)), wallets.of(ada, clock.instant()));
    }

    @Test
    void before_the_first_posting_there_was_nothing() {
        credit(Credit.Source.Kind.PURCHASE, 100, Optional.empty());
        var first = wallets.statement(ada, Long.MAX_VALUE, 1).getFirst().at();
        var nothing = new Wallet(ada, Wallet.Totals.NONE, 0, Optional.empty());
        assertEquals(Optional.of(nothing), wallets.of(ada, first.minus(1, ChronoUnit.MICROS)));
        assertEquals(Optional.of(nothing), wallets.of(ada, Instant.parse("2000-01-01T00:00:00Z")));
        var stranger = new CustomerNo(CUSTOMERS.incrementAndGet());
        assertEquals(Optional.of(wallets.of(stranger)), wallets.of(stranger, clock.instant()));
    }
}
