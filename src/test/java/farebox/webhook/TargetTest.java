package farebox.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @Test
    void play_money_may_be_told_of_anywhere() {
        assertEquals(
                URI.create("http://localhost:9/hook?a=b"),
                Target.of(" http://localhost:9/hook?a=b ", false).url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hook",
                "ftp://app.example/hook",
                "https:///hook",
                "https://user:secret@app.example/",
                "https://app.example/#part",
                "https://app example/",
                "file:///etc/passwd"
            })
    void what_is_no_web_address_is_refused(String typed) {
        assertThrows(Target.Unfit.class, () -> Target.of(typed, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://203.0.113.9/hook",
                "https://localhost/hook",
                "https://127.0.0.1/hook",
                "https://2130706433/hook",
                "https://10.1.2.3/hook",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/hook",
                "https://[::ffff:127.0.0.1]/hook",
                "https://[fd00::1]/hook"
            })
    void live_money_is_told_of_in_the_open_internet_only(String typed) {
        assertThrows(Target.Unfit.class, () -> Target.of(typed, true));
    }

    @Test
    void live_money_is_told_of_at_a_public_address() {
        assertEquals(
                "203.0.113.9", Target.of("https://203.0.113.9/hook", true).url().getHost());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.9.9.9",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.1.1",
                "100.64.0.1",
                "198.19.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "fe80::1",
                "fc00::1",
                "fdff::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::"
            })
    void these_are_within_the_walls(String address) {
        assertTrue(Target.isWithinWalls(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "192.169.0.1", "2606:4700::1111"})
    void these_are_not(String address) {
        assertFalse(Target.isWithinWalls(InetAddress.ofLiteral(address)));
    }
}
