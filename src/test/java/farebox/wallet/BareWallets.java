package farebox.wallet;

import farebox.sql.Postgres;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;

/** Real wallets, lanes and all, on a database without a running application; for benchmarks. */
public final class BareWallets {
    private static final int INSTANCE = 1;

    private final Lanes lanes;
    private final Wallets wallets;
    private final Batches batches;
    // In order of arrival, which is kinder than the queue for PostgreSQL's row lock.
    private final ReentrantLock queue = new ReentrantLock(true);

    public BareWallets(DataSource database) throws SQLException {
        lanes = new Lanes(database, new Unleased(database), List.of());
        lanes.open(null);
        wallets = new Wallets(lanes, new WalletReads(new Postgres(database)));
        batches = new Batches(database, () -> INSTANCE, List.of());
    }

    /** Who carries out what callers ask. */
    public record Teller(Function<HoldOrder, HoldOutcome> hold, Function<Settlement, SettleOutcome> settle) {}

    public Wallets wallets() {
        return wallets;
    }

    /** The application's way: through the lanes. */
    public Teller lanes() {
        return new Teller(wallets::hold, wallets::settle);
    }

    /** One transaction for each operation, as it would be without lanes; for one wallet at a time. */
    public Teller oneByOne() {
        return new Teller(
                order -> alone(new HoldOperation(order, 0)), settlement -> alone(new SettleOperation(settlement)));
    }

    private <O> O alone(Operation<O> operation) {
        var pending = new Pending<>(operation);
        queue.lock();
        try {
            batches.carryOut(List.of(pending), () -> {});
            return pending.answer.getNow(null);
        } catch (Outage outage) {
            throw new IllegalStateException(outage);
        } finally {
            queue.unlock();
        }
    }

    /** Holds nobody sweeps need no lease. */
    private static final class Unleased extends Lease {
        Unleased(DataSource database) {
            super(database, null);
        }

        @Override
        int instance() {
            return INSTANCE;
        }

        @Override
        void begin() {}
    }
}
