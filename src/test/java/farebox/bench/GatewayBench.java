package farebox.bench;

import static farebox.bench.Figures.tell;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * Measures what Farebox adds to calls of a model: the same local Bedrock is called by AWS's SDK directly and through
 * Farebox, by turns, with money on. In the end every call must have been billed right; no figure fails it.
 */
final class GatewayBench {
    private static final int ROUNDS = 3;
    private static final Duration MODEL = Duration.ofMillis(200);
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final int WARM_UP_TURNS_MAX = 18;
    private static final double GROWS = 1.03;
    private static final Duration STREAMS_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STREAMS_STAY = Duration.ofSeconds(10);
    /** Pool, jars and listeners of a process, besides the two connections of each stream. */
    private static final int OTHER_FILES = 1_000;

    private static final Message HELLO = Message.builder()
            .role(ConversationRole.USER)
            .content(ContentBlock.fromText("What does it mean to pay before you ride?"))
            .build();

    private final Figures figures = new Figures("gateway");
    private final Bill bill = new Bill();
    private final int streams;

    private GatewayBench(int streams) {
        this.streams = streams;
    }

    /** Takes how many streams to open at once. */
    public static void main(String... options) {
        try {
            new GatewayBench(affordable(Integer.parseInt(options[0]))).run();
            System.exit(0);
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static int affordable(int streams) {
        var files = Machine.openFilesMax();
        var most = (int) Math.min(streams, (files - OTHER_FILES) / 2);
        if (most < streams)
            System.err.printf(
                    "A process may have only %d files open here (ulimit -n), so that %d streams are opened instead of %d.%n",
                    files, most, streams);
        return most;
    }

    private void run() throws Exception {
        tell("PostgreSQL, a local Bedrock and Farebox start");
        var server = Server.start("gateway");
        try (var bedrock = LocalBedrock.start();
                var app = BenchedApp.start(server, bedrock)) {
            measure(bedrock, app);
            tell("the bill and the books are proved");
            bill.prove(server);
            print(server);
            app.stop();
        }
    }

    private void measure(LocalBedrock bedrock, BenchedApp app) throws Exception {
        try (var directly = Conversations.ofBedrock(bedrock.address());
                var byFarebox = Conversations.ofFarebox(app.bedrock(), app.key())) {
            var direct = new Conversations(directly, () -> hello().build(), answer -> {});
            var through = new Conversations(
                    byFarebox,
                    () -> hello().overrideConfiguration(
                                    call -> call.putHeader("Farebox-Customer", BenchedApp.anyCustomer()))
                            .build(),
                    bill::charged);
            warmUp(direct, through);
            for (int round = 1; round <= ROUNDS; round++) {
                for (var callers : List.of(1, 16, 64)) latency(round, callers, bedrock, direct, through);
                throughput(round, bedrock, direct, through);
            }
        }
        openStreams(bedrock, app);
    }

    private static ConverseRequest.Builder hello() {
        return ConverseRequest.builder().modelId(BenchedApp.TASK).messages(HELLO);
    }

    /** Until Farebox serves no more from turn to turn: its compiler works for minutes, on the processors that are measured. */
    private void warmUp(Conversations direct, Conversations through) throws Exception {
        var best = 0.0;
        for (int turn = 1, sinceBest = 0; turn <= WARM_UP_TURNS_MAX && sinceBest < 3; turn++) {
            tell("warm-up %d: %.0f calls/s".formatted(turn, best));
            direct.run(64, TURN.dividedBy(2), Duration.ZERO);
            var served = through.run(64, TURN.multipliedBy(2), Duration.ZERO).perSecond();
            if (turn == 1) figures.note("Farebox, 64 callers, first calls/s", served);
            sinceBest = served > best * GROWS ? 0 : sinceBest + 1;
            best = Math.max(best, served);
        }
    }

    private void latency(int round, int callers, LocalBedrock bedrock, Conversations direct, Conversations through)
            throws Exception {
        tell("round %d: %d callers of a model that takes 200 ms".formatted(round, callers));
        bedrock.takes(MODEL);
        var without = direct.run(callers, TURN, MODEL);
        var with = through.run(callers, TURN, MODEL);
        var of = "%d callers, ".formatted(callers);
        figures.note("direct, " + of + "p50 ms", without.millis(0.5));
        figures.note("direct, " + of + "p99 ms", without.millis(0.99));
        figures.note("Farebox, " + of + "p50 ms", with.millis(0.5));
        figures.note("Farebox, " + of + "p99 ms", with.millis(0.99));
        figures.note("added_p50_" + callers, with.millis(0.5) - without.millis(0.5));
        figures.note("added_p99_" + callers, with.millis(0.99) - without.millis(0.99));
    }

    private void throughput(int round, LocalBedrock bedrock, Conversations direct, Conversations through)
            throws Exception {
        tell("round %d: 64 callers of a model that answers at once".formatted(round));
        bedrock.takes(Duration.ZERO);
        var without = direct.run(64, TURN, Duration.ZERO);
        var with = through.run(64, TURN, Duration.ZERO);
        figures.note(
                "share_of_direct_64",
                figures.note("Farebox, 64 callers, calls/s", with.perSecond())
                        / figures.note("direct, 64 callers, calls/s", without.perSecond()));
    }

    private void openStreams(LocalBedrock bedrock, BenchedApp app) throws Exception {
        figures.note("Farebox before the streams, MB", Machine.residentMegabytes(app.pid()));
        try (var callers = new OpenStreams(bill::charged)) {
            for (int i = 0; i < streams; i++) callers.open(app.streamed());
            callers.await(STREAMS_PATIENCE);
            TimeUnit.NANOSECONDS.sleep(STREAMS_STAY.toNanos());
            figures.note("streams_open", callers.open());
            figures.note("rss_at_streams", Machine.residentMegabytes(app.pid()));
            tell("the streams end");
            bedrock.endStreams();
            callers.awaitReceipts();
        }
    }

    private void print(Server server) throws Exception {
        tell("");
        System.err.print("\r");
        System.out.println("Machine: " + Machine.words());
        System.out.println(server.words());
        System.out.printf(
                Locale.ROOT,
                "Farebox with -Xmx512m, 256 customers; a local Bedrock, the callers and PostgreSQL beside it%n"
                        + "Medians of %d rounds, %d s for each load in each; %d calls and streams, each billed right:%n",
                ROUNDS,
                TURN.toSeconds(),
                bill.calls());
        figures.printTable();
        for (var callers : List.of(1, 16, 64)) {
            figures.print("added_p50_" + callers, "ms");
            figures.print("added_p99_" + callers, "ms");
        }
        figures.print("share_of_direct_64", "x_direct");
        figures.print("streams_open", "streams");
        figures.print("rss_at_streams", "MB");
    }
}
