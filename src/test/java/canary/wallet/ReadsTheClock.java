package canary.wallet;

import java.time.Instant;

public class ReadsTheClock {
    Instant now() {
        return Instant.now();
    }
}
