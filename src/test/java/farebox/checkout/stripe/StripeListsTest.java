package farebox.checkout.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.stripe.StripeClient;
import farebox.checkout.Payments.StripeDown;
import farebox.deployment.Stripe;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDK against a Stripe whose lists have a second page. */
class StripeListsTest {
    @RegisterExtension
    static final WireMockExtension STRIPE =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private static StripeClient client() {
        var base = URI.create(STRIPE.baseUrl());
        return StripeClients.client(new Stripe("sk_test_x", List.of("whsec_x"), Optional.of(base), false));
    }

    private static final StripePayments PAYMENTS = new StripePayments(StripeListsTest::client);
    private static final StripeEventList EVENTS = new StripeEventList(StripeListsTest::client, new ObjectMapper());

    private static final String REFUND = """
            {"id": "re_1", "object": "refund", "amount": 400, "currency": "usd", "status": "succeeded",
             "payment_intent": {"id": "pi_1", "object": "payment_intent"}}""";

    private static void pages(String path, String firstId, String first, ResponseDefinitionBuilder second) {
        STRIPE.stubFor(get(urlPathEqualTo(path))
                .withQueryParam("starting_after", absent())
                .willReturn(page(path, first, true)));
        STRIPE.stubFor(get(urlPathEqualTo(path))
                .withQueryParam("starting_after", equalTo(firstId))
                .willReturn(second));
    }

    private static ResponseDefinitionBuilder page(String path, String item, boolean more) {
        return okJson("""
                {"object": "list", "url": "%s", "has_more": %s, "data": [%s]}""".formatted(path, more, item));
    }

    private static ResponseDefinitionBuilder failing(int status) {
        return aResponse().withStatus(status).withBody("""
                {"error": {"type": "api_error", "message": "Not now"}}""");
    }

    private static String event(String id) {
        return """
                {"id": "%s", "object": "event", "type": "refund.created", "livemode": false,
                 "data": {"object": {"id": "re_1", "object": "refund"}}}""".formatted(id);
    }

    private static List<String> told() {
        var told = new ArrayList<String>();
        EVENTS.since(Instant.EPOCH, notice -> told.add(notice.id()));
        return told;
    }

    @Test
    void every_page_is_read() {
        pages("/v1/events", "evt_1", event("evt_1"), page("/v1/events", event("evt_2"), false));
        assertEquals(List.of("evt_1", "evt_2"), told());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 429, 500})
    void a_later_page_that_fails_is_an_outage(int status) {
        pages("/v1/events", "evt_1", event("evt_1"), failing(status));
        pages("/v1/refunds", "re_1", REFUND, failing(status));
        assertThrows(StripeDown.class, StripeListsTest::told);
        assertThrows(StripeDown.class, () -> PAYMENTS.refundsOf("pi_1"));
    }

    @Test
    void what_its_reader_fails_at_is_no_outage() {
        pages("/v1/events", "evt_1", event("evt_1"), page("/v1/events", event("evt_2"), false));
        var failure = new IllegalStateException("It could not be kept");
        assertSame(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> EVENTS.since(Instant.EPOCH, notice -> {
                            throw failure;
                        })));
    }
}
