package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.money.Credits;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final HoldOrder.Purpose PURPOSE = new HoldOrder.Purpose(1, 1, 1);

    // Nobody works in this lane, so what is offered stays.
    private final Lane lane = new Lane(new Batches(null, () -> 1, List.of()));

    private static HoldOrder order() {
        return new HoldOrder(Scene.ADA, OperationKey.random(), Credits.of(1), PURPOSE, Attachment.none());
    }

    private static Pending<HoldOutcome> hold() {
        return new Pending<>(new HoldOperation(order(), 0));
    }

    private static Pending<ReleaseOutcome> release() {
        var hold = new HoldId(Scene.ADA, 1, Instant.EPOCH);
        return new Pending<>(
                new ReleaseOperation(new Release(hold, Release.Cause.ABANDONED, List.of(), Attachment.none())));
    }

    private void fill() {
        for (int i = 0; i < Lane.Limits.USUAL.waiting(); i++) assertTrue(lane.offer(hold()));
    }

    @Test
    void a_full_lane_refuses_a_hold_at_once_and_takes_nothing_in() {
        fill();
        var lanes = new Lanes(null, null, List.of());
        lanes.lanes.add(lane);
        assertEquals(new HoldOutcome.Overloaded(), new Wallets(lanes, null).hold(order()));
        assertEquals(Lane.Limits.USUAL.waiting(), lane.waiting());
    }

    @Test
    void what_ends_a_hold_is_taken_into_a_full_lane() {
        fill();
        assertTrue(lane.offer(release()));
        assertEquals(Lane.Limits.USUAL.waiting() + 1, lane.waiting());
    }

    @Test
    void what_waits_outlives_an_error_of_the_jvm() {
        var failures = new ArrayDeque<Throwable>(
                List.of(new OutOfMemoryError("for a moment"), new IllegalStateException("the operation's own")));
        Transaction.Source failing = () -> {
            switch (failures.remove()) {
                case Error error -> throw error;
                case Throwable failure -> throw (RuntimeException) failure;
            }
        };
        var lane = new Lane(new Batches(failing), Lane.Limits.USUAL, pause -> {});
        var hold = hold();
        lane.offer(hold);
        lane.writeNext();
        assertEquals(1, lane.waiting());
        lane.writeNext();
        assertEquals(0, lane.waiting());
        assertTrue(hold.answer.isCompletedExceptionally());
    }

    @Test
    void a_closed_lane_takes_only_what_ends_a_hold() {
        lane.close();
        assertFalse(lane.offer(hold()));
        assertTrue(lane.offer(release()));
    }
}
