package farebox.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RefusalsTest {
    @Test
    void a_full_lane_is_answered_with_429() {
        var response = new Refusals(null).of(null, new InvocationOutcome.Overloaded());
        assertEquals(429, response.getStatus());
        assertEquals("1", response.getHeaderString("Retry-After"));
    }
}
