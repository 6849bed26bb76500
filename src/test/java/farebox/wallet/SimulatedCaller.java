package farebox.wallet;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A caller who buys, holds, settles and releases, gives up, comes again with the same key, and sends things twice. */
final class SimulatedCaller {
    static final RowStatement NOTE = RowStatement.of("a note", "text", "text");
    static final Usd ESTIMATE = Usd.ofNanos(700);
    private static final HoldOrder.Purpose PURPOSE = new HoldOrder.Purpose(1, 1, 1);
    private static final Duration PATIENCE = Duration.ofMillis(60);
    private static final Duration LONG_PATIENCE = Duration.ofMillis(900);
    private static final Duration MODEL = Duration.ofMillis(40);
    private static final List<Duration> PATIENCES = List.of(Duration.ofMillis(5), PATIENCE, LONG_PATIENCE);

    private final Simulation world;
    private final CustomerNo customer;

    SimulatedCaller(Simulation world, CustomerNo customer) {
        this.world = world;
        this.customer = customer;
    }

    void call() {
        credit();
        for (int i = 2 + world.chance(5); i > 0; i--) {
            switch (world.chance(8)) {
                case 0 -> credit();
                case 1 -> freezeForAWhile();
                case 2 -> world.ask(world.living(), new LapseOperation(customer), LONG_PATIENCE);
                default -> invoke();
            }
            world.schedule.pauseUpTo(MODEL);
        }
    }

    /** Comes again with the same source until it has an answer. */
    private void credit() {
        var source = new Credit.Source(Credit.Source.Kind.values()[world.chance(2)], "s" + world.chance(12));
        var paid = new Credit.Paid(Usd.ofNanos(world.chance(1_000)), Usd.ZERO, Optional.empty());
        var lasting = world.oneIn(2) ? Optional.<Duration>empty() : Optional.of(Duration.ofMillis(world.chance(300)));
        var terms = new Credit.Terms("test", 0, lasting.map(world.schedule.now()::plus));
        var credits = Credits.of(1 + world.chance(30));
        var credit = new Credit(
                customer,
                source,
                credits,
                source.kind() == Credit.Source.Kind.GRANT ? Credit.Paid.NOTHING : paid,
                terms,
                new Note<>("credit " + source.text()));
        for (int tries = 5; tries > 0; tries--) {
            if (world.ask(world.living(), new CreditOperation(credit), LONG_PATIENCE)
                    .answered()) return;
            world.schedule.pauseUpTo(MODEL);
        }
    }

    private void freezeForAWhile() {
        world.ask(
                world.living(),
                new FreezeOperation(customer, Optional.of("a test"), standing -> true, Attachment.none()),
                PATIENCE);
        world.schedule.pauseUpTo(MODEL);
        while (!world.ask(
                        world.living(),
                        new FreezeOperation(customer, Optional.empty(), standing -> true, Attachment.none()),
                        PATIENCE)
                .answered()) world.schedule.pauseUpTo(MODEL);
    }

    /** Holds under one key, a few times if need be, and ends what is held. */
    private void invoke() {
        var name = world.oneIn(4) ? "shared " + world.chance(3) : "own " + world.schedule.random.nextLong();
        var key = OperationKey.of("test", name, new byte[] {(byte) (world.oneIn(8) ? 1 : 0)});
        for (int tries = 3; tries > 0; tries--) {
            var instance = world.living();
            var token = world.schedule.random.nextLong();
            var credits = Credits.of(1 + world.chance(12));
            var order = new HoldOrder(
                    customer,
                    key,
                    credits,
                    PURPOSE,
                    HoldOrder.Terms.within(world.oneIn(3) ? List.of() : List.of(SimulatedCap.CAP)),
                    world.oneIn(12) ? new Poison(world.oneIn(2)) : new Note<>("hold " + token));
            var held = hold(instance, new HoldOperation(order, token));
            if (held.isPresent()) {
                end(instance, held.get());
                return;
            }
            world.schedule.pauseUpTo(MODEL);
        }
    }

    private Optional<HoldOutcome.Held> hold(Simulation.Instance instance, HoldOperation operation) {
        var asked = world.ask(instance, operation, PATIENCES.get(world.chance(PATIENCES.size())));
        if (asked.answered())
            return asked.outcome().map(outcome -> outcome instanceof HoldOutcome.Held held ? held : null);
        if (asked.taken() && !instance.dead) {
            asked.pending().giveUp();
            world.send(instance, new WithdrawOperation(operation));
        }
        return Optional.empty();
    }

    /** Settles or releases, now and then twice at once, and at times for more than was held. */
    private void end(Simulation.Instance instance, HoldOutcome.Held held) {
        world.schedule.pauseUpTo(MODEL);
        if (instance.dead) return;
        if (world.oneIn(10)) world.ask(instance, settlement(held, held.credits().plus(Credits.of(1))), PATIENCE);
        Operation<?> ending = world.oneIn(4)
                ? new ReleaseOperation(released(held.hold()))
                : settlement(held, Credits.of(world.chance((int) held.credits().amount() + 1)));
        if (world.oneIn(6)) world.send(world.living(), ending);
        world.ask(instance, ending, world.oneIn(4) ? MODEL : LONG_PATIENCE);
    }

    private static SettleOperation settlement(HoldOutcome.Held held, Credits charged) {
        return new SettleOperation(new Settlement(
                held.hold(),
                charged,
                List.of(cost(held.hold())),
                new Note<>("settle " + held.hold().text())));
    }

    private static Release released(HoldId hold) {
        return new Release(hold, Release.Cause.ABANDONED, List.of(cost(hold)), new Note<>("release " + hold.text()));
    }

    static Release swept(HoldId hold) {
        var estimate = new AttemptCost(1, 1, ESTIMATE);
        return new Release(hold, Release.Cause.SWEPT, List.of(estimate), new Note<>("release " + hold.text()));
    }

    /** What the only attempt of a hold really costs: more or less than a sweep would book. */
    static AttemptCost cost(HoldId hold) {
        return new AttemptCost(1, 1, Usd.ofNanos(650 + hold.hold() % 100));
    }

    /** A row that tells what an operation came to. */
    private record Note<O>(String what) implements Attachment<O> {
        @Override
        public List<Row> rows(O outcome, Instant at) {
            return List.of(NOTE.row(what, outcome.getClass().getSimpleName()));
        }
    }

    /** Rows that cannot be reckoned, or cannot be written. */
    private record Poison(boolean reckoned) implements Attachment<HoldOutcome> {
        @Override
        public List<Row> rows(HoldOutcome outcome, Instant at) {
            if (!reckoned) throw new IllegalArgumentException(SimulatedDatabase.POISON);
            return List.of(NOTE.row(SimulatedDatabase.POISON, ""));
        }
    }
}
