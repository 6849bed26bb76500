package farebox.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import farebox.web.ProblemException;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    @Test
    void a_full_lane_is_answered_with_429() {
        var refusals = new Refusals(null, null);
        var refusal =
                assertThrows(ProblemException.class, () -> refusals.served(null, new InvocationOutcome.Overloaded()));
        var response = refusal.problem().response();
        assertEquals(429, response.getStatus());
        assertEquals("1", response.getHeaderString("Retry-After"));
    }
}
