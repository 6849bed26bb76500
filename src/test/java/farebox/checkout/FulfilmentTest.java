package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.checkout.Purchase.State;
import farebox.money.Credits;
import farebox.money.Usd;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of purchases when payments are slow, fail, or are told of late, never or in the wrong order. */
@QuarkusTest
class FulfilmentTest extends QuietStripe {
    @Inject
    Reconciliation reconciliation;

    @Inject
    StripeEvents events;

    @Inject
    Inbox inbox;

    private State state() {
        return purchase().state();
    }

    @Test
    void a_bank_debit_is_pending_until_the_money_comes() {
        Shop.payByBankDebit(page, "bank_debit");
        assertInstanceOf(FulfilOutcome.Unpaid.class, checkout.fulfil(session()));
        assertEquals(State.PENDING, state());
        assertEquals(Credits.NONE, shop.available(ada));
        settle();
        until(() -> checkout.fulfil(session()) instanceof FulfilOutcome.Credited);
        assertEquals(Credits.of(100), shop.available(ada));
    }

    @Test
    void a_bank_debit_that_fails_credits_nothing() {
        Shop.payByBankDebit(page, "bank_debit_failing");
        settle();
        until(() -> checkout.fulfil(session()) instanceof FulfilOutcome.Ended);
        assertEquals(State.FAILED, state());
        assertEquals(Credits.NONE, shop.available(ada));
    }

    @Test
    void a_page_that_expires_is_abandoned() {
        expire();
        assertInstanceOf(FulfilOutcome.Ended.class, checkout.fulfil(session()));
        assertEquals(State.ABANDONED, state());
    }

    @Test
    void a_webhook_that_never_comes_loses_nothing() {
        pay(VISA);
        postgres.change("update purchase set check_at = now() - interval '1 day' where id = ?", id());
        reconciliation.round();
        assertEquals(State.CREDITED, state());
        assertEquals(Credits.of(100), shop.available(ada));
    }

    @Test
    void a_purchase_whose_page_never_came_to_be_is_abandoned() {
        var purchase = purchases.open(ada.no(), shop.starter(), Map.of(), false);
        postgres.change(
                "update purchase set opened_at = now() - interval '2 hours', check_at = now() where id = ?",
                purchase.id());
        reconciliation.round();
        assertEquals(State.ABANDONED, purchases.get(purchase.id()).state());
    }

    @Test
    void a_payment_after_all_credits_what_was_given_up() {
        purchases.end(id(), State.ABANDONED);
        pay(VISA);
        credit();
        assertEquals(Credits.of(100), shop.available(ada));
    }

    @Test
    void an_event_that_overtakes_the_answer_finds_its_purchase() {
        pay(VISA);
        postgres.change("update purchase set session = null where id = ?", id());
        credit();
        assertEquals(session(), purchase().session());
    }

    @Test
    void a_session_that_names_another_purchase_credits_nobody() {
        var bob = shop.newcomer();
        var other = shop.open(bob);
        Shop.pay(other, VISA).statusCode(303);
        postgres.change(
                "update purchase set session = null where id = ?",
                other.purchase().id());
        postgres.change(
                "update purchase set session = ? where id = ?", other.purchase().session(), id());
        assertInstanceOf(
                FulfilOutcome.NotOurs.class, checkout.fulfil(other.purchase().session()));
        assertEquals(Credits.NONE, shop.available(ada));
        assertEquals(Credits.NONE, shop.available(bob));
    }

    @Test
    void a_fee_that_is_known_later_is_booked_once() {
        pay(VISA);
        var transaction = hideFee();
        credit();
        assertEquals(Optional.empty(), wallets.lots(ada.no(), 1).getFirst().fee());
        showFee(transaction);
        for (int i = 0; i < 3; i++) checkout.fulfil(session());
        assertEquals(
                Optional.of(Usd.parse("0.59")),
                wallets.lots(ada.no(), 1).getFirst().fee());
        assertEquals(Optional.of(Usd.parse("0.59")), purchase().fee());
        assertEquals(
                List.of(1L),
                postgres.list(
                        "select count(*) from entry where customer_no = ? and account = 'fees'",
                        row -> row.getLong(1),
                        ada.no().value()));
    }

    @Test
    void the_fee_of_what_was_credited_as_paid_is_booked_once_it_is_known() {
        pay(VISA);
        var transaction = hideFee();
        postgres.change("update purchase set price_cents = 999 where id = ?", id());
        assertInstanceOf(FulfilOutcome.Flagged.class, checkout.fulfil(session()));
        checkout.creditAsPaid(purchase(), CreditAsPaidTest.NOTE.row(ada.id()));
        assertEquals(Optional.empty(), purchase().fee());
        showFee(transaction);
        for (int i = 0; i < 2; i++) assertInstanceOf(FulfilOutcome.Credited.class, checkout.fulfil(session()));
        assertEquals(Optional.of(Usd.parse("0.59")), purchase().fee());
        assertEquals(
                Optional.of(Usd.parse("0.59")),
                wallets.lots(ada.no(), 1).getFirst().fee());
    }

    private String hideFee() {
        var transaction = postgres.first(
                        "select body ->> 'balance_transaction' from sandbox.document where body ->> 'payment_intent' = ?"
                                + " and kind = 'charge'",
                        row -> row.getString(1),
                        payment())
                .orElseThrow();
        setFee("null");
        return transaction;
    }

    private void showFee(String transaction) {
        setFee("\"" + transaction + "\"");
    }

    private void setFee(String transaction) {
        postgres.change(
                "update sandbox.document set body = jsonb_set(body, '{balance_transaction}', ?::jsonb)"
                        + " where kind = 'charge' and body ->> 'payment_intent' = ?",
                transaction,
                payment());
    }

    private String payment() {
        return "pi_" + session().substring("cs_test_".length());
    }

    @Test
    void events_in_any_order_and_number_credit_once() {
        pay(VISA);
        for (var type : List.of(
                "checkout.session.expired",
                "checkout.session.async_payment_failed",
                "checkout.session.completed",
                "checkout.session.completed",
                "checkout.session.async_payment_succeeded"))
            events.keep(new StripeNotice(false, "evt_" + UUID.randomUUID(), type, session(), "{}"));
        inbox.round();
        until(() -> state() == State.CREDITED);
        assertEquals(1, wallets.lots(ada.no(), 10).size());
    }

    @Test
    void an_event_that_says_nothing_is_tried_then_shown_and_tried_again_on_demand() {
        var id = "evt_" + UUID.randomUUID();
        events.keep(new StripeNotice(false, id, "checkout.session.completed", "", "{}"));
        postgres.change("update stripe_event set tries = 11 where event_id = ?", id);
        inbox.round();
        until(() -> failed(id).isPresent());
        assertTrue(failed(id).orElseThrow().error().orElseThrow().contains("does not say"));
        assertTrue(events.retry(id));
        assertEquals(Optional.empty(), failed(id));
    }

    @ParameterizedTest
    @CsvSource({
        "handled, 91, 91, false",
        "ignored, 91, 91, false",
        "handled, 91, 89, true",
        "handled, 89, 89, true",
        "failed, 91, 91, true",
    })
    void an_event_is_let_go_ninety_days_after_it_was_handled(String state, int received, int tried, boolean kept) {
        var id = "evt_" + UUID.randomUUID();
        events.keep(new StripeNotice(false, id, "customer.created", "cus_x", "{}"));
        postgres.change(
                "update stripe_event set state = ?, received_at = now() - ? * interval '1 day',"
                        + " next_try_at = now() - ? * interval '1 day' where event_id = ?",
                state,
                received,
                tried,
                id);
        inbox.forgetOld();
        assertEquals(
                kept,
                postgres.first("select 1 from stripe_event where event_id = ?", row -> 1, id)
                        .isPresent());
    }

    private Optional<StripeEvent> failed(String id) {
        return events.inState(StripeEvent.State.FAILED, 100).stream()
                .filter(event -> event.id().equals(id))
                .findFirst();
    }

    @Test
    void an_event_is_ignored_when_nothing_here_depends_on_it() {
        var foreign = new StripeNotice(false, "evt_" + UUID.randomUUID(), "checkout.session.completed", "cs_x", "{}");
        var other = new StripeNotice(false, "evt_" + UUID.randomUUID(), "customer.created", "cus_x", "{}");
        events.keep(foreign);
        events.keep(other);
        inbox.round();
        for (var notice : List.of(foreign, other))
            until(() -> events.inState(StripeEvent.State.IGNORED, 1000).stream()
                    .anyMatch(event -> event.id().equals(notice.id())));
    }
}
