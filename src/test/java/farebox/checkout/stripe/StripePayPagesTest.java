package farebox.checkout.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.notContaining;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import farebox.checkout.PayPages.FindOutcome;
import farebox.checkout.PayPages.OpenOutcome;
import farebox.checkout.PayPages.PayPage;
import farebox.checkout.PayPages.Stage;
import farebox.checkout.Purchase;
import farebox.checkout.Returns;
import farebox.customer.Customer;
import farebox.deployment.Stripe;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDK against a Stripe that answers just what a test says. */
class StripePayPagesTest {
    private static final Instant OPENED = Instant.ofEpochSecond(1_800_000_000);
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final Purchase PURCHASE = new Purchase(
            ID,
            new CustomerNo(1),
            "Starter",
            Credits.of(100),
            1000,
            Optional.empty(),
            Purchase.State.OPEN,
            "farebox-key",
            "",
            Optional.empty(),
            Optional.empty(),
            OPENED,
            Optional.empty(),
            Map.of(),
            Optional.empty());
    private static final Customer ADA =
            new Customer(new CustomerNo(1), 1, "ada", "Ada", "ada@example.com", OPENED, Map.of(), "", Optional.empty());
    private static final Returns RETURNS =
            new Returns("https://shop.example/done?session={CHECKOUT_SESSION_ID}", "https://shop.example/packs");

    @RegisterExtension
    static final WireMockExtension STRIPE =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private static StripePayPages pages(String base, boolean taxed) {
        var stripe = new Stripe("sk_test_x", List.of("whsec_x"), Optional.of(URI.create(base)), false);
        return new StripePayPages(() -> StripeClients.client(stripe), taxed);
    }

    private static StripePayPages pages(String base) {
        return pages(base, false);
    }

    private static StripePayPages pages() {
        return pages(STRIPE.baseUrl());
    }

    private static void answers(int status, String body) {
        STRIPE.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    @Test
    void a_page_is_opened_for_one_pack_in_dollars_under_the_purchases_key() {
        opensAPage();
        var opened = assertInstanceOf(OpenOutcome.Opened.class, pages().open(PURCHASE, ADA, RETURNS));
        assertEquals("cs_test_1", opened.session());
        assertEquals(URI.create("https://checkout.stripe.example/c/1"), opened.url());
        var request = postRequestedFor(urlEqualTo("/v1/checkout/sessions"))
                .withHeader("Idempotency-Key", equalTo("farebox-key"))
                .withHeader("Authorization", equalTo("Bearer sk_test_x"));
        for (var term : List.of(
                "mode=payment",
                "client_reference_id=" + ID,
                "metadata[purchase]=" + ID,
                "payment_intent_data[metadata][purchase]=" + ID,
                "line_items[0][price_data][currency]=usd",
                "line_items[0][price_data][unit_amount]=1000",
                "line_items[0][price_data][product_data][name]=Starter",
                "line_items[0][quantity]=1",
                "adaptive_pricing[enabled]=false",
                "expires_at=1800007200",
                "customer_email=ada@example.com",
                "success_url=" + RETURNS.success(),
                "cancel_url=" + RETURNS.cancel())) request = request.withRequestBody(containing(encoded(term)));
        STRIPE.verify(request.withRequestBody(notContaining("tax")).withRequestBody(notContaining("address")));
    }

    @Test
    void tax_is_added_to_the_price_by_the_buyers_address() {
        opensAPage();
        assertInstanceOf(OpenOutcome.Opened.class, pages(STRIPE.baseUrl(), true).open(PURCHASE, ADA, RETURNS));
        var request = postRequestedFor(urlEqualTo("/v1/checkout/sessions"));
        for (var term : List.of(
                "automatic_tax[enabled]=true",
                "billing_address_collection=required",
                "line_items[0][price_data][tax_behavior]=exclusive",
                "line_items[0][price_data][unit_amount]=1000")) request = request.withRequestBody(containing(term));
        STRIPE.verify(request);
    }

    private static void opensAPage() {
        answers(200, """
                {"id": "cs_test_1", "object": "checkout.session", "url": "https://checkout.stripe.example/c/1"}""");
    }

    /** As the SDK encodes forms: brackets of names stay. */
    private static String encoded(String term) {
        var parts = term.split("=", 2);
        return parts[0] + "=" + URLEncoder.encode(parts[1], StandardCharsets.UTF_8);
    }

    @Test
    void a_failing_stripe_is_asked_again_under_the_same_key_and_then_left() {
        answers(500, "{}");
        assertInstanceOf(OpenOutcome.Unavailable.class, pages().open(PURCHASE, ADA, RETURNS));
        STRIPE.verify(
                3,
                postRequestedFor(urlEqualTo("/v1/checkout/sessions"))
                        .withHeader("Idempotency-Key", equalTo("farebox-key")));
    }

    @Test
    void a_stripe_that_is_not_there_is_unavailable() {
        var nowhere = pages("http://127.0.0.1:1");
        assertInstanceOf(OpenOutcome.Unavailable.class, nowhere.open(PURCHASE, ADA, RETURNS));
        assertInstanceOf(FindOutcome.Unavailable.class, nowhere.find("cs_test_1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403})
    void a_refusal_is_told_apart_from_an_outage(int status) {
        answers(status, """
                {"error": {"type": "invalid_request_error", "message": "No such thing"}}""");
        assertInstanceOf(OpenOutcome.Refused.class, pages().open(PURCHASE, ADA, RETURNS));
        assertInstanceOf(FindOutcome.Unavailable.class, pages().find("cs_test_1"));
    }

    @Test
    void an_unknown_or_malformed_session_is_not_found() {
        answers(404, """
                {"error": {"type": "invalid_request_error", "code": "resource_missing", "message": "No such session"}}""");
        assertInstanceOf(FindOutcome.NotFound.class, pages().find("cs_test_1"));
        assertInstanceOf(FindOutcome.NotFound.class, pages().find("../charges"));
        assertInstanceOf(FindOutcome.NotFound.class, pages().find(""));
    }

    @Test
    void an_answer_that_is_no_json_is_an_outage() {
        answers(200, "<html>");
        assertInstanceOf(FindOutcome.Unavailable.class, pages().find("cs_test_1"));
    }

    @Test
    void a_paid_page_tells_its_amounts_and_its_fee() {
        var page = read("complete", "paid", "succeeded", "usd");
        assertEquals(Stage.PAID, page.stage());
        assertEquals(1000, page.amounts().subtotal());
        assertEquals(190, page.amounts().tax());
        assertEquals(1190, page.amounts().total());
        assertEquals(ID.toString(), page.reference());
        assertEquals(Optional.of("pi_1"), page.paymentIntent());
        assertEquals(Optional.of(Usd.parse("0.59")), page.fee());
    }

    @Test
    void a_fee_in_another_currency_is_not_taken_for_dollars() {
        assertEquals(
                Optional.empty(), read("complete", "paid", "succeeded", "eur").fee());
    }

    @ParameterizedTest
    @CsvSource({
        "open,     unpaid, requires_payment_method, OPEN",
        "expired,  unpaid, canceled,                EXPIRED",
        "complete, unpaid, processing,              PROCESSING",
        "complete, unpaid, requires_payment_method, FAILED",
        "complete, unpaid, canceled,                FAILED",
        "complete, no_payment_required, processing, PAID",
    })
    void only_the_payment_status_says_that_money_came(String status, String paid, String payment, Stage stage) {
        assertEquals(stage, read(status, paid, payment, "usd").stage());
    }

    @Test
    void what_stripe_leaves_out_matches_no_price() {
        answers(200, """
                {"id": "cs_test_1", "object": "checkout.session", "status": "complete", "payment_status": "paid"}""");
        var page = found();
        assertTrue(page.amounts().subtotal() < 0);
        assertEquals("", page.reference());
    }

    private static PayPage found() {
        return assertInstanceOf(FindOutcome.Found.class, pages().find("cs_test_1"))
                .page();
    }

    private static PayPage read(String status, String paid, String payment, String feeCurrency) {
        answers(200, """
                {"id": "cs_test_1", "object": "checkout.session", "status": "%s", "payment_status": "%s",
                 "client_reference_id": "%s", "livemode": false, "currency": "usd",
                 "amount_subtotal": 1000, "amount_total": 1190, "total_details": {"amount_tax": 190},
                 "payment_intent": {"id": "pi_1", "object": "payment_intent", "status": "%s",
                   "latest_charge": {"id": "ch_1", "object": "charge",
                     "balance_transaction": {"id": "txn_1", "object": "balance_transaction",
                       "fee": 59, "currency": "%s"}}}}
                """.formatted(status, paid, ID, payment, feeCurrency));
        return found();
    }
}
