package farebox.wallet;

import farebox.ledger.Account;
import farebox.ledger.Posting;
import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Wallets and a cap in memory, behind the transactions that the lanes use. Every step takes a while; a connection can be lost at any
 * of them, before a commit and after it, and all of them at once when the server stops.
 */
final class SimulatedDatabase {
    static final String POISON = "poison";
    private static final Duration STEP = Duration.ofMillis(2);
    private static final List<Account> KEPT = List.of(
            Account.ISSUED,
            Account.AVAILABLE,
            Account.HELD,
            Account.SPENT,
            Account.EXPIRED,
            Account.REVOKED,
            Account.DISPUTED);

    final Map<CustomerNo, Kept> wallets = new HashMap<>();
    final List<Row> attached = new ArrayList<>();
    final SimulatedCap cap = new SimulatedCap();
    private final Schedule schedule;
    private final double lossRate;
    private final Set<CustomerNo> locked = new HashSet<>();
    private int starts;
    private boolean down;
    private boolean calm;

    SimulatedDatabase(Schedule schedule, double lossRate) {
        this.schedule = schedule;
        this.lossRate = lossRate;
    }

    /** A wallet as it was last committed, with all that was ever posted in it, and who made its holds. */
    record Kept(OpenWallet wallet, Map<String, Long> keys, List<Posting> postings, Map<Long, Integer> instances) {
        static Kept nothing(CustomerNo customer) {
            return new Kept(OpenWallet.empty(customer), Map.of(), List.of(), Map.of());
        }
    }

    Kept kept(CustomerNo customer) {
        return wallets.getOrDefault(customer, Kept.nothing(customer));
    }

    void stop() {
        down = true;
        starts++;
        locked.clear();
        cap.free();
    }

    void start() {
        down = false;
    }

    /** From here on no connection is lost. */
    void calm() {
        calm = true;
        start();
    }

    Transaction begin(int instance) throws SQLException {
        var transaction = new Simulated(instance);
        transaction.step();
        return transaction;
    }

    private final class Simulated implements Transaction {
        private final int instance;
        private final int start = starts;
        private final Set<CustomerNo> mine = new HashSet<>();
        private final Map<CustomerNo, Kept> written = new HashMap<>();
        private final List<Row> rows = new ArrayList<>();
        private final List<OpenHold> holds = new ArrayList<>();
        private OpenCaps caps = new OpenCaps();

        Simulated(int instance) {
            this.instance = instance;
        }

        private void step() throws SQLException {
            schedule.pauseUpTo(STEP);
            if (down || start != starts) throw new SQLException("the server has gone away", "57P01");
            if (!calm && schedule.random.nextDouble() < lossRate) throw lost();
        }

        private SQLException lost() {
            return new SQLException("the connection is lost", schedule.random.nextBoolean() ? "08006" : null);
        }

        @Override
        public Locked lock(List<? extends Operation<?>> operations) throws SQLException {
            step();
            if (operations.stream().anyMatch(operation -> !operation.caps().isEmpty())) lockCap();
            var open = new HashMap<CustomerNo, OpenWallet>();
            for (var operation : operations) {
                var customer = operation.customer();
                if (!locked.add(customer)) continue;
                mine.add(customer);
                var kept = SimulatedDatabase.this.kept(customer);
                open.put(customer, copy(kept.wallet(), kept.keys()));
            }
            step();
            return new Locked(open, new Operation.Moment(schedule.now(), instance, caps));
        }

        private void lockCap() throws SQLException {
            schedule.await(() -> cap.isFree() || start != starts, Simulation.FOREVER);
            if (start == starts) caps = cap.lock(this);
            step();
        }

        @Override
        public void commit(Collection<OpenWallet> open, Operation.Moment moment, List<Row> attachments)
                throws SQLException {
            step();
            for (var row : attachments) if (row.values()[0].equals(POISON)) throw new SQLException(POISON, "22021");
            rows.addAll(attachments);
            for (var wallet : open) {
                if (!wallet.changed()) continue;
                written.put(wallet.customer, after(wallet));
                holds.addAll(wallet.holds());
            }
            commit();
        }

        private Kept after(OpenWallet wallet) {
            var before = SimulatedDatabase.this.kept(wallet.customer);
            var keys = new HashMap<>(before.keys());
            keys.putAll(wallet.newKeys);
            var postings = new ArrayList<>(before.postings());
            postings.addAll(wallet.postings);
            var instances = new HashMap<>(before.instances());
            for (var hold : wallet.newHolds) instances.put(hold.id.hold(), instance);
            return new Kept(copy(wallet, keys), keys, postings, instances);
        }

        private void commit() throws SQLException {
            step();
            wallets.putAll(written);
            attached.addAll(rows);
            cap.commit(caps, holds);
            unlock();
            mine.clear();
            step();
        }

        @Override
        public void close() {
            if (start == starts) unlock();
        }

        private void unlock() {
            locked.removeAll(mine);
            cap.unlock(this);
        }
    }

    /** A wallet as its rows would bring it back: totals in credits, lots, holds and keys. */
    private static OpenWallet copy(OpenWallet wallet, Map<String, Long> keys) {
        var totals = new EnumMap<Account, Long>(Account.class);
        for (var account : KEPT) totals.put(account, wallet.total(account));
        var copy = new OpenWallet(wallet.customer, totals, wallet.seq(), wallet.head(), wallet.frozenReason());
        for (var lot : wallet.lots) copy.lots.add(CopiedLot.of(lot, lot.expiresAt));
        for (var hold : wallet.holds()) copy.know(copy(hold));
        keys.forEach(copy::know);
        return copy;
    }

    private static OpenHold copy(OpenHold hold) {
        var copy = new OpenHold(hold.id, hold.credits, hold.key, hold.token, hold.purpose, hold.state);
        copy.expiresAt = hold.expiresAt;
        copy.counted = hold.counted;
        copy.bookedBySweep.putAll(hold.bookedBySweep);
        return copy;
    }
}
