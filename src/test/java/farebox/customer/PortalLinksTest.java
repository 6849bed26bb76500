package farebox.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.deployment.Deployment;
import farebox.money.CustomerNo;
import farebox.sql.Postgres;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PortalLinksTest {
    private static final CustomerNo ADA = new CustomerNo(1);

    @Inject
    PortalLinks links;

    @Inject
    Deployment deployment;

    @Inject
    Postgres postgres;

    @Inject
    Clock clock;

    private static String token(URI link) {
        return link.getQuery().substring("token=".length());
    }

    private PortalLinks in(Duration time) {
        return new PortalLinks(deployment, postgres, Clock.offset(clock, time));
    }

    @Test
    void a_link_lets_one_in_once() throws Exception {
        var token = token(links.link(ADA));
        Callable<Optional<CustomerNo>> enter = () -> links.consume(token);
        var entered = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var attempt : threads.invokeAll(
                    IntStream.range(0, 20).mapToObj(i -> enter).toList()))
                if (attempt.get().equals(Optional.of(ADA))) entered++;
        }
        assertEquals(1, entered);
    }

    @Test
    void a_link_lasts_for_an_hour() {
        var token = token(links.link(ADA));
        assertEquals(Optional.empty(), in(Duration.ofMinutes(61)).consume(token));
        assertEquals(Optional.of(ADA), in(Duration.ofMinutes(59)).consume(token));
    }

    @Test
    void a_used_link_still_knows_the_way_back() {
        var home = Optional.of(URI.create("https://shop.example/account"));
        var token = token(links.issue(ADA, home).url());
        assertEquals(Optional.of(ADA), links.consume(token));
        assertEquals(home, links.returnUrl(token));
        assertEquals(Optional.empty(), links.consume(token));
    }

    @Test
    void a_forged_link_lets_nobody_in_and_leads_nowhere() {
        var token = token(links.issue(ADA, Optional.of(URI.create("https://shop.example/")))
                .url());
        for (int i = 0; i < token.length() - 1; i++) {
            var forged = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
            assertEquals(Optional.empty(), links.returnUrl(forged), "altered at " + i);
        }
        for (var other : new String[] {"", "x", "é", token.substring(1), token + "AAAA", "A".repeat(10_000)}) {
            assertEquals(Optional.empty(), links.consume(other));
            assertEquals(Optional.empty(), links.returnUrl(other));
        }
        assertTrue(links.consume(token).isPresent());
    }
}
