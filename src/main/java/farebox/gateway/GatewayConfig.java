package farebox.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the gateway treats models. */
@ConfigMapping(prefix = "farebox.gateway")
public interface GatewayConfig {
    /** A call of a model that takes longer is given up. Longer than the slowest answer, shorter than a human's patience. */
    @WithDefault("60s")
    Duration modelTimeout();

    /** A model that has begun to answer and says nothing for longer is given up. */
    @WithDefault("30s")
    Duration modelSilence();
}
