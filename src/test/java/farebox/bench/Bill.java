package farebox.bench;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** What answers said that they were charged, to be held against the books. */
final class Bill {
    /** A simple answer takes one credit. */
    private static final long CREDITS = 1;

    /** The catalogue's rates of Nova Micro: 35 nano-dollars a token of input, 140 of output. */
    private static final long COST_NANOS = BedrockServer.INPUT_TOKENS * 35 + BedrockServer.OUTPUT_TOKENS * 140;

    private static final String BOOKED = """
            select 'invocations ' || count(*) || ', credits ' || coalesce(sum(credits), 0)
                     || ', cost ' || coalesce(sum(cost_nanos), 0)
                     || ', attempts ' || (select count(*) from attempt where outcome = 'answered')
                     || ', open holds ' || (select count(*) from hold where state = 0)
              from invocation
            """;

    private final AtomicLong calls = new AtomicLong();

    void charged(long credits) {
        if (credits != CREDITS) throw new IllegalStateException("a call was charged " + credits + " credits");
        calls.incrementAndGet();
    }

    void charged(ConverseResponse answer) {
        var receipt =
                answer.additionalModelResponseFields().asMap().get("farebox").asMap();
        charged(receipt.get("charged").asNumber().longValue());
    }

    long calls() {
        return calls.get();
    }

    /** Fails unless the books have every answered call, at its price and its cost, and nothing else, and are sound. */
    void prove(Server server) throws SQLException {
        var expected = "invocations %1$d, credits %2$d, cost %3$d, attempts %1$d, open holds 0"
                .formatted(calls.get(), calls.get() * CREDITS, calls.get() * COST_NANOS);
        var booked = server.ask(BOOKED);
        if (!booked.equals(expected))
            throw new IllegalStateException("billed were %s, and booked are %s".formatted(expected, booked));
        var faults = server.faults("public");
        if (!faults.isEmpty()) throw new IllegalStateException("the books are broken: " + faults);
    }
}
