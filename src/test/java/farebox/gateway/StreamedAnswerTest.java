package farebox.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import farebox.gateway.Reply.Failure;
import farebox.money.Credits;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StreamedAnswerTest {
    /** Who takes too long to hear the beginning of a stream loses it before its model is asked. */
    @Test
    void one_that_was_dismissed_asks_nobody_and_has_hung_up() throws Exception {
        var givenBack = new CountDownLatch(1);
        var answer = new StreamedAnswer(
                Invocations.BEGINNING,
                Credits.of(1),
                listener -> {
                    throw new AssertionError("nobody listens");
                },
                givenBack::countDown);
        answer.dismiss();
        givenBack.await();
        var unserved = assertInstanceOf(InvocationOutcome.Unserved.class, answer.tell(null));
        assertEquals(Failure.HUNG_UP, unserved.failure());
    }
}
