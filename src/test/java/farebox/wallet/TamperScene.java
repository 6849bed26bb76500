package farebox.wallet;

import farebox.ledger.BooksCheck;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.testing.Tampering;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The wallet of Eve, who bought a hundred credits, spent twenty and holds twenty. */
abstract class TamperScene {
    private static long customers = 8_000_000;

    @Inject
    Wallets wallets;

    @Inject
    DataSource database;

    final CustomerNo eve = new CustomerNo(++customers);

    @BeforeEach
    void a_wallet_with_a_history() {
        var paid = new Credit.Paid(Usd.parse("10.00"), Usd.ZERO, Optional.of(Usd.parse("0.59")));
        var source = new Credit.Source(Credit.Source.Kind.PURCHASE, "tamper-" + eve);
        wallets.credit(
                new Credit(eve, source, Credits.of(100), paid, Credit.Terms.lasting("a pack"), Attachment.none()));
        for (var key : List.of("one", "two")) {
            if (hold(key) instanceof HoldOutcome.Held(var hold, var credits, var available) && key.equals("one"))
                wallets.settle(new Settlement(hold, credits, List.of(), Attachment.none()));
        }
    }

    HoldOutcome hold(String key) {
        return wallets.hold(new HoldOrder(
                eve,
                OperationKey.of("t", key, new byte[0]),
                Credits.of(20),
                new HoldOrder.Purpose(1, 1, 1),
                Attachment.none()));
    }

    /** Wipes the wallet, so that the other tests find the books whole. */
    @AfterEach
    void the_wallet_is_gone() throws SQLException {
        Tampering.forget(eve.value());
    }

    List<String> faults() throws SQLException {
        Predicate<String> mine = fault -> fault.contains(eve.toString());
        return BooksCheck.run(database, progress -> {}).faults().stream()
                .filter(mine)
                .toList();
    }
}
