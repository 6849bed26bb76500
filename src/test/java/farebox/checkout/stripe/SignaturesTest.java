package farebox.checkout.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.net.Webhook;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
    private static final long NOW = 1_800_000_000;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
    private static final String BODY = "{\"id\": \"evt_1\"}";
    private static final List<String> SECRETS = List.of("whsec_new", "whsec_old");

    private static String signed(String secret, long at) throws GeneralSecurityException {
        return "t=" + at + ",v1="
                + Webhook.Signature.generateSignatureHeader(BODY, secret, at).split("v1=")[1];
    }

    private static boolean isGenuine(String header) {
        return Signatures.isGenuine(BODY, header, SECRETS, CLOCK);
    }

    @Test
    void either_secret_will_do_while_one_replaces_the_other() throws GeneralSecurityException {
        assertTrue(isGenuine(signed("whsec_new", NOW)));
        assertTrue(isGenuine(signed("whsec_old", NOW)));
        assertTrue(isGenuine(
                "t=%d,v1=00,%s".formatted(NOW, signed("whsec_old", NOW).split(",")[1])));
        assertFalse(isGenuine(signed("whsec_gone", NOW)));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "-300, true", "300, true", "-301, false", "301, false", "-86400, false", "1000, false"})
    void only_five_minutes_around_now_count(long seconds, boolean genuine) throws GeneralSecurityException {
        assertEquals(genuine, isGenuine(signed("whsec_new", NOW + seconds)));
    }

    @Test
    void an_altered_body_is_forged() throws GeneralSecurityException {
        assertFalse(Signatures.isGenuine(BODY + " ", signed("whsec_new", NOW), SECRETS, CLOCK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void an_empty_secret_verifies_nothing(String secret) throws GeneralSecurityException {
        var anybodys = signed(" ", NOW);
        assertFalse(Signatures.isGenuine(BODY, anybodys, List.of(secret), CLOCK));
        assertFalse(Signatures.isGenuine(BODY, anybodys, List.of(), CLOCK));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "t=",
                "t=x,v1=00",
                "v1=00",
                "t=1800000000",
                "t=-1,v1=00",
                "t=99999999999999,v1=00",
                ",,=",
                "t"
            })
    void a_header_that_is_none_is_forged(String header) {
        assertFalse(isGenuine(header));
    }

    @Test
    void a_second_time_or_another_scheme_is_forged() throws GeneralSecurityException {
        var old = signed("whsec_new", NOW - 1_000);
        assertFalse(isGenuine("t=" + NOW + "," + old));
        assertFalse(isGenuine(old + ",t=" + NOW));
        assertFalse(isGenuine(signed("whsec_new", NOW).replace("v1=", "v0=")));
    }
}
