package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Callers who come back at once share a batch, and nobody waits for those who do not. */
@QuarkusTest
class GatheringTest {
    // Nothing here takes as long, so that whoever waits for it waits in vain.
    private static final Duration VERY_LONG = Duration.ofMinutes(10);
    private static final HoldOrder.Purpose PURPOSE = new HoldOrder.Purpose(1, 1, 1);
    private static final CustomerNo ADA = new CustomerNo(9_700_000);

    @Inject
    Wallets wallets;

    @Inject
    DataSource database;

    @Test
    void callers_who_come_back_one_by_one_share_a_batch() throws Exception {
        credit();
        var lane = lane();
        var first = offered(lane, 8);
        var thread = Thread.ofPlatform().start(lane);
        assertEquals(1, moments(first).size());
        assertEquals(1, moments(offered(lane, 8)).size());
        lane.close();
        thread.join();
    }

    @Test
    void a_few_callers_are_not_waited_for() throws Exception {
        credit();
        var lane = lane();
        var first = offered(lane, 7);
        var thread = Thread.ofPlatform().start(lane);
        moments(first);
        moments(offered(lane, 1));
        lane.close();
        thread.join();
    }

    @Test
    void who_does_not_come_back_is_waited_for_now_and_then_only() {
        var gathering = new Gathering();
        var waits = new ArrayList<Integer>();
        for (int batch = 0; batch < 100; batch++) {
            gathering.committed(3);
            if (gathering.wanted(10) == 0) continue;
            waits.add(batch);
            gathering.ended(3 + 4);
        }
        assertEquals(List.of(0, 1, 2, 3, 35, 67, 99), waits);
        gathering.committed(3);
        for (int batch = 0; gathering.wanted(10) == 0; batch++) assertEquals(true, batch < 100);
        gathering.ended(3 + 5);
        gathering.committed(3);
        assertEquals(13, gathering.wanted(10));
    }

    private void credit() {
        var paid = new Credit.Paid(Usd.parse("5.00"), Usd.ZERO, Optional.empty());
        var source = new Credit.Source(Credit.Source.Kind.PURCHASE, "gathering");
        wallets.credit(
                new Credit(ADA, source, Credits.of(100), paid, Credit.Terms.lasting("a pack"), Attachment.none()));
    }

    private Lane lane() {
        var limits = new Lane.Limits(256, 4_096, VERY_LONG);
        return new Lane(new Batches(database, () -> 1, List.of()), limits, pause -> {});
    }

    private static List<Pending<HoldOutcome>> offered(Lane lane, int holds) {
        return IntStream.range(0, holds).mapToObj(i -> offered(lane)).toList();
    }

    private static Pending<HoldOutcome> offered(Lane lane) {
        var order = new HoldOrder(ADA, OperationKey.random(), Credits.of(1), PURPOSE, Attachment.none());
        var pending = new Pending<>(new HoldOperation(order, 1));
        assertEquals(true, lane.offer(pending));
        return pending;
    }

    /** When the holds were made; those of a batch were made at one moment. */
    private static Set<Instant> moments(List<Pending<HoldOutcome>> holds) {
        return holds.stream().map(GatheringTest::moment).collect(Collectors.toSet());
    }

    private static Instant moment(Pending<HoldOutcome> hold) {
        var outcome = hold.answer.orTimeout(1, TimeUnit.MINUTES).join();
        return assertInstanceOf(HoldOutcome.Held.class, outcome).hold().openedAt();
    }
}
