package farebox.bench;

import static farebox.bench.Figures.tell;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.wallet.Attachment;
import farebox.wallet.BareWallets;
import farebox.wallet.Credit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Measures the ledger and pgbench's TPC-B-like by turns on one server. Every ratio is made of neighbours in one round; what
 * is printed is the median of the rounds.
 */
final class LedgerBench {
    private static final int CALLERS = 256;
    private static final int FEW_CALLERS = 32;
    private static final Duration PROBE = Duration.ofSeconds(4);
    private static final int HISTORY = 10_000_000;
    private static final List<CustomerNo> CUSTOMERS = LongStream.rangeClosed(1, 10_000)
            .mapToObj(n -> new CustomerNo(n * History.STRIDE))
            .toList();
    private static final List<CustomerNo> ONE = CUSTOMERS.subList(76, 77);

    private final boolean quick;
    private final int rounds;
    private final Duration turn;
    private final Figures figures = new Figures("ledger");

    private LedgerBench(boolean quick) {
        this.quick = quick;
        this.rounds = quick ? 2 : 3;
        this.turn = Duration.ofSeconds(quick ? 3 : 8);
    }

    public static void main(String[] options) {
        try {
            new LedgerBench(List.of(options).contains("quick")).run();
            System.exit(0);
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private void run() throws Exception {
        var server = Server.start("empty");
        tell("the wallets are filled");
        fill(server);
        tell("pgbench makes its tables");
        var pgbench = Pgbench.on(server);
        var clients = bestClients(pgbench);
        for (int round = 1; round <= rounds; round++) round(server, pgbench, clients, round);
        if (!quick) grow(server);
        prove(server, "public");
        print(server, clients);
    }

    /** Which number of clients TPC-B likes best here. */
    private int bestClients(Pgbench pgbench) throws Exception {
        var best = 0;
        var most = 0.0;
        for (var clients : List.of(8, 16, 32, 64)) {
            tell("TPC-B-like with " + clients + " clients");
            var speed = pgbench.transactionsPerSecond(clients, PROBE);
            if (speed > most) best = clients;
            most = Math.max(most, speed);
        }
        return best;
    }

    private void round(Server server, Pgbench pgbench, int clients, int round) throws Exception {
        var lanes = server.wallets().lanes();
        if (round == 1) warmUp(server, lanes);
        tell("round " + round + ": TPC-B-like");
        var tpcb = figures.note("TPC-B-like, transactions/s", pgbench.transactionsPerSecond(clients, turn));
        var uniform = load("10,000 wallets", round, new Load(lanes, CALLERS, CUSTOMERS));
        figures.note("uniform_256", figures.note("10,000 wallets, cycles/s", uniform.cyclesPerSecond()) / tpcb);
        var hot = load("one wallet", round, new Load(lanes, CALLERS, ONE));
        figures.note("hot_256", figures.note("one wallet, cycles/s", hot.cyclesPerSecond()) / tpcb);
        var few = load("32 callers", round, new Load(lanes, FEW_CALLERS, ONE));
        var alone = load(
                "32 callers without lanes", round, new Load(server.wallets().oneByOne(), FEW_CALLERS, ONE));
        figures.note(
                "hot_32_p99_gain",
                figures.note("32 callers without lanes, p99 ms", alone.operationMillis(0.99))
                        / figures.note("32 callers, p99 ms", few.operationMillis(0.99)));
        var lone = load("a lone caller", round, new Load(lanes, 1, CUSTOMERS));
        figures.note("lone_hold_p50", lone.holdMillis(0.5));
    }

    /** PostgreSQL plans by what it knows of the tables: pgbench has its own analyzed, and so ours are. */
    private void warmUp(Server server, BareWallets.Teller teller) throws Exception {
        load("warm-up", 1, new Load(teller, CALLERS, CUSTOMERS));
        load("warm-up on one wallet", 1, new Load(teller, CALLERS, ONE));
        server.vacuum();
    }

    /** The same load on a second server with ten million journal rows, by turns with the first one. */
    private void grow(Server empty) throws Exception {
        var grown = Server.start("grown");
        fill(grown);
        History.write(grown, HISTORY, rows -> tell("a past of " + rows + " journal rows is written"));
        warmUp(grown, grown.wallets().lanes());
        for (int round = 1; round <= rounds; round++) {
            var before = load("empty", round, new Load(empty.wallets().lanes(), CALLERS, CUSTOMERS));
            var after = load("grown", round, new Load(grown.wallets().lanes(), CALLERS, CUSTOMERS));
            figures.note(
                    "grown_10m",
                    figures.note("ten million rows, cycles/s", after.cyclesPerSecond())
                            / figures.note("no such past, cycles/s", before.cyclesPerSecond()));
        }
        prove(grown, "measured");
    }

    private static void fill(Server server) throws Exception {
        // No more at once than a lane takes.
        try (var threads =
                Executors.newFixedThreadPool(CALLERS, Thread.ofVirtual().factory())) {
            var credited = new ArrayList<Future<?>>();
            for (var customer : CUSTOMERS) {
                Callable<Object> credit = () -> server.wallets().wallets().credit(pack(customer));
                credited.add(threads.submit(credit));
            }
            for (var future : credited) future.get();
        }
    }

    private static Credit pack(CustomerNo customer) {
        return new Credit(
                customer,
                new Credit.Source(Credit.Source.Kind.PURCHASE, "bench"),
                Credits.of(Credit.CREDITS_MAX),
                new Credit.Paid(Usd.parse("35000000"), Usd.ZERO, Optional.empty()),
                Credit.Terms.lasting("a very large pack"),
                Attachment.none());
    }

    private Load.Result load(String name, int round, Load load) throws Exception {
        tell("round " + round + ": " + name);
        return load.run(turn);
    }

    private static void prove(Server server, String schema) throws Exception {
        tell("the books are proved");
        var faults = server.faults(schema);
        if (!faults.isEmpty()) throw new IllegalStateException("the books are broken: " + faults);
    }

    private void print(Server server, int clients) throws Exception {
        tell("");
        System.err.print("\r");
        System.out.println("Machine: " + Machine.words());
        System.out.println(server.words());
        System.out.printf(
                "TPC-B-like: pgbench's prepared protocol, scale 50, %d clients (the best of 8, 16, 32 and 64)%n",
                clients);
        System.out.printf("Medians of %d rounds, %d s for each load in each:%n", rounds, turn.toSeconds());
        figures.printTable();
        figures.print("uniform_256", "x_tpcb");
        figures.print("hot_256", "x_tpcb");
        figures.print("hot_32_p99_gain", "x");
        figures.print("lone_hold_p50", "ms");
        if (!quick) figures.print("grown_10m", "x_empty");
    }
}
