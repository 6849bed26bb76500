package farebox.wallet;

import farebox.money.CustomerNo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One seed's life: callers, the lanes of two instances and sweeps over one database, while instances are killed, the
 * server stops, and connections are lost. Lanes, batches, operations and decisions are the real ones.
 */
final class Simulation {
    static final Duration FOREVER = Duration.ofDays(1);
    private static final Duration SWEEP_PAUSE = Duration.ofMillis(30);
    private static final Duration FAULT_PAUSE = Duration.ofMillis(100);
    private static final Duration OUTAGE_MAX = Duration.ofMillis(400);

    final Schedule schedule;
    final SimulatedDatabase database;
    final List<Asked<?>> asked = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private final Consumer<String> log;
    private int working;
    private boolean over;

    private Simulation(long seed, Consumer<String> log) {
        this.log = log;
        schedule = new Schedule(seed);
        database = new SimulatedDatabase(schedule, schedule.random.nextInt(4) * 0.01);
    }

    /** Lives through a seed, and tells in sentences what went wrong. */
    static List<String> faults(long seed, Consumer<String> log) {
        var simulation = new Simulation(seed, log);
        simulation.run();
        return new SimulationProof(simulation.database, simulation.asked).faults();
    }

    /** An operation that was handed to a lane, or refused by it, and by which instance. */
    record Asked<O>(Operation<O> operation, Pending<O> pending, Instance instance, boolean taken) {
        boolean answered() {
            return pending.answer.isDone();
        }

        /** Whether nothing is owed to the caller any more: it is answered, given up, or went down with its instance. */
        boolean closed() {
            return !taken || answered() || pending.isGivenUp() || instance.dead;
        }

        /** What it was answered with; empty without an answer, or when it failed. */
        Optional<O> outcome() {
            return answered() && !pending.answer.isCompletedExceptionally()
                    ? Optional.of(pending.answer.join())
                    : Optional.empty();
        }

        @Override
        public String toString() {
            var answer = pending.answer.handle((outcome, failure) -> failure == null ? "" + outcome : "" + failure);
            return "%s at instance %d: %s"
                    .formatted(operation, instance.no, taken ? answer.getNow("no answer") : "not taken");
        }
    }

    /** An instance of the application; a killed one never does anything again. */
    final class Instance {
        final int no = instances.size() + 1;
        private final List<Lane> lanes = new ArrayList<>();
        boolean dead;
        boolean lapsed;

        void start(Lane.Limits limits, int count) {
            var batches = new Batches(() -> database.begin(no));
            for (int i = 0; i < count; i++) {
                var lane = new Lane(batches, limits, schedule::pause);
                lanes.add(lane);
                schedule.start(() -> dead, () -> work(lane));
            }
        }

        private void work(Lane lane) {
            while (!over) {
                if (schedule.await(() -> over || lane.waiting() > 0, FOREVER)) lane.writeNext();
            }
        }

        private boolean offer(Pending<?> pending) {
            return lanes.get((int) (pending.customer().value() % lanes.size())).offer(pending);
        }
    }

    private void run() {
        start();
        start();
        for (int i = 3 + chance(8); i > 0; i--) {
            working++;
            schedule.start(() -> false, this::call);
        }
        schedule.start(() -> over, this::sweep);
        schedule.start(() -> over, this::harm);
        schedule.start(() -> false, this::end);
        schedule.run();
    }

    private Instance start() {
        var instance = new Instance();
        instances.add(instance);
        instance.start(new Lane.Limits(1 + chance(5), 2 + chance(6), Duration.ZERO), 1 + chance(2));
        return instance;
    }

    private void call() {
        try {
            new SimulatedCaller(this, new CustomerNo(1 + chance(3))).call();
        } finally {
            working--;
        }
    }

    /** Ends the holds of the dead, and of the living whose lease had lapsed. */
    private void sweep() {
        for (; ; ) {
            schedule.pauseUpTo(SWEEP_PAUSE);
            for (var kept : List.copyOf(database.wallets.values()))
                for (var hold : List.copyOf(kept.wallet().holds()))
                    if (hold.isOpen() && isStranded(kept.instances().get(hold.id.hold())))
                        ask(living(), new ReleaseOperation(SimulatedCaller.swept(hold.id)), SWEEP_PAUSE);
            instances.forEach(instance -> instance.lapsed = false);
        }
    }

    private boolean isStranded(int no) {
        var instance = instances.get(no - 1);
        return instance.dead || instance.lapsed;
    }

    private void harm() {
        while (working > 0) {
            schedule.pauseUpTo(FAULT_PAUSE);
            switch (chance(6)) {
                case 0 -> kill(living());
                case 1 -> stopDatabase();
                case 2 -> living().lapsed = true;
                default -> {}
            }
        }
    }

    private void kill(Instance instance) {
        say("instance " + instance.no + " is killed");
        instance.dead = true;
        schedule.pauseUpTo(SWEEP_PAUSE);
        start();
    }

    private void stopDatabase() {
        say("the database stops");
        database.stop();
        schedule.pauseUpTo(OUTAGE_MAX);
        database.start();
    }

    /** Once the callers are gone all is well again, and what was begun comes to its end. */
    private void end() {
        schedule.await(() -> working == 0, FOREVER);
        database.calm();
        if (!schedule.await(this::settled, Duration.ofMinutes(1))) say("it does not come to rest");
        over = true;
    }

    private boolean settled() {
        return asked.stream().allMatch(Asked::closed)
                && database.wallets.values().stream()
                        .flatMap(kept -> kept.wallet().holds().stream())
                        .noneMatch(OpenHold::isOpen);
    }

    /** Hands an operation to an instance, and waits for its answer for a while. */
    <O> Asked<O> ask(Instance instance, Operation<O> operation, Duration patience) {
        var ask = send(instance, operation);
        if (ask.taken()) schedule.await(() -> ask.answered() || instance.dead, patience);
        say(ask.toString());
        return ask;
    }

    <O> Asked<O> send(Instance instance, Operation<O> operation) {
        var pending = new Pending<>(operation);
        var ask = new Asked<>(operation, pending, instance, !instance.dead && instance.offer(pending));
        asked.add(ask);
        return ask;
    }

    Instance living() {
        var alive = instances.stream().filter(instance -> !instance.dead).toList();
        return alive.isEmpty() ? start() : alive.get(chance(alive.size()));
    }

    int chance(int bound) {
        return schedule.random.nextInt(bound);
    }

    boolean oneIn(int bound) {
        return chance(bound) == 0;
    }

    void say(String what) {
        log.accept(schedule.now() + " " + what);
    }
}
