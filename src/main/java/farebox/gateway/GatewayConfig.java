package farebox.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the gateway treats models. */
@ConfigMapping(prefix = "farebox.gateway")
public interface GatewayConfig {
    /**
     * A model that has not begun to answer for so long is given up. A whole answer, of which nothing is heard before its
     * end, may take 25 ms more for each token that it may have, and ten minutes at most.
     */
    @WithDefault("60s")
    Duration modelTimeout();

    /** A model that has begun to answer and says nothing for longer is given up. */
    @WithDefault("30s")
    Duration modelSilence();
}
