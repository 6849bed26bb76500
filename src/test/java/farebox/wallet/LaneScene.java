package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.ledger.PostingKind;
import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import farebox.testing.OwnerConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A wallet in PostgreSQL, driven through the lanes. Every operation notes its turn and its moment when it is decided, so
 * that all of them can be decided again, in that order, on the wallet in memory.
 */
final class LaneScene extends Scene {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicLong TURNS = new AtomicLong();

    private final Lanes lanes;
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    LaneScene(CustomerNo customer, Lanes lanes) {
        super(customer, Instant.now().truncatedTo(ChronoUnit.MICROS));
        this.lanes = lanes;
    }

    /** Something that happened to the wallet, at its turn. */
    private interface Event {
        long turn();

        Instant at();

        void playOn(OpenWallet model);
    }

    /** An operation that goes through a lane. */
    private static final class Watched<O> implements Operation<O>, Event {
        private final Operation<O> operation;
        private volatile long turn;
        private volatile Moment moment;
        private volatile O outcome;

        Watched(Operation<O> operation) {
            this.operation = operation;
        }

        @Override
        public O decide(OpenWallet wallet, Moment now) {
            turn = TURNS.incrementAndGet();
            moment = now;
            return operation.decide(wallet, now);
        }

        @Override
        public CustomerNo customer() {
            return operation.customer();
        }

        @Override
        public Optional<Long> endedHold() {
            return operation.endedHold();
        }

        @Override
        public boolean endsHold() {
            return operation.endsHold();
        }

        @Override
        public Optional<UUID> holdKey() {
            return operation.holdKey();
        }

        @Override
        public List<Cap> caps() {
            return operation.caps();
        }

        @Override
        public List<String> postingKeys() {
            return operation.postingKeys();
        }

        @Override
        public Optional<String> lotSource() {
            return operation.lotSource();
        }

        @Override
        public Optional<String> claim() {
            return operation.claim();
        }

        @Override
        public Optional<Long> correctedHold() {
            return operation.correctedHold();
        }

        @Override
        public List<Row> attached(O decided, Instant at) {
            return operation.attached(decided, at);
        }

        @Override
        public long turn() {
            return turn;
        }

        @Override
        public Instant at() {
            return moment.at();
        }

        @Override
        public void playOn(OpenWallet model) {
            assertEquals(outcome, operation.decide(model, moment), operation::toString);
        }
    }

    @Override
    <O> O decide(Operation<O> operation) {
        var watched = new Watched<>(operation);
        var pending = new Pending<>(watched);
        assertEquals(true, lanes.offer(pending));
        try {
            watched.outcome = Lanes.await(pending, PATIENCE);
        } catch (TimeoutException stuck) {
            throw new AssertionError(stuck);
        }
        events.add(watched);
        return watched.outcome;
    }

    /** Days pass: the database's clock cannot be set, so all lots lapse sooner. */
    private record Later(long turn, Instant at, long days) implements Event {
        @Override
        public void playOn(OpenWallet model) {
            model.lots.replaceAll(lot ->
                    CopiedLot.of(lot, lot.expiresAt == null ? null : lot.expiresAt.minus(days, ChronoUnit.DAYS)));
        }
    }

    @Override
    void later(long days) {
        var sql = "update lot set expires_at = expires_at - ? * interval '24 hours' where customer_no = ?";
        try (var owner = OwnerConnection.open();
                var statement = owner.prepareStatement(sql)) {
            statement.setLong(1, days);
            statement.setLong(2, wallet.customer.value());
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        events.add(new Later(TURNS.incrementAndGet(), Instant.now(), days));
    }

    /**
     * Decides all that has happened again, on the wallet in memory, in the order of the journal.
     *
     * @param lapses when the journal has an expiry at some number: the application lets lots lapse by itself as well
     */
    OpenWallet replay(List<JournalLine> journal) {
        var order = new ArrayList<>(events);
        order.sort(Comparator.comparingLong(Event::turn));
        for (var event : order) {
            lapse(journal, event.at());
            event.playOn(wallet);
        }
        lapse(journal, Instant.MAX);
        return wallet;
    }

    private void lapse(List<JournalLine> journal, Instant upTo) {
        var next = (int) wallet.seq();
        if (next == journal.size()) return;
        var line = journal.get(next);
        if (line.kind() == PostingKind.EXPIRY && !line.at().isAfter(upTo)) wallet.lapse(line.at());
    }

    /** What a posting of the journal is, and when it was written. */
    record JournalLine(PostingKind kind, Instant at) {}
}
