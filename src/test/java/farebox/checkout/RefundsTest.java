package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.StripeException;
import farebox.checkout.AskOutcome.AlreadyAsked;
import farebox.checkout.AskOutcome.Asked;
import farebox.checkout.AskOutcome.MoreThanLeft;
import farebox.checkout.GiveBackOutcome.GivenBack;
import farebox.money.Usd;
import farebox.sql.RowStatement;
import farebox.wallet.Attachment;
import farebox.wallet.Claim;
import farebox.wallet.Refund.Spent;
import farebox.wallet.Release;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Money that goes back to the buyer: at our word, or at the word of somebody at Stripe. */
@QuarkusTest
class RefundsTest extends MoneyBackScene {
    private static final RowStatement NO_NOTE = RowStatement.of(
            "insert into audit (operator, action, subject, detail) select 'olga', x, x, x from unnest(?) as u (x)",
            "text");

    @Inject
    Refunds refunds;

    @Inject
    Payments payments;

    private AskOutcome ask(UUID id, long cents, Spent spent) {
        return refunds.ask(new RefundOrder(id, id(), cents, spent, "Asked for it"));
    }

    private static PurchaseRefund refund(AskOutcome outcome) {
        return switch (outcome) {
            case Asked(var refund) -> refund;
            case AlreadyAsked(var refund) -> refund;
            case MoreThanLeft(var left) -> throw new AssertionError("only " + left + " is left");
        };
    }

    private PurchaseRefund givenBack(long cents, Spent spent) {
        var asked = assertInstanceOf(Asked.class, ask(UUID.randomUUID(), cents, spent));
        return assertInstanceOf(GivenBack.class, checkout.giveBack(asked.refund()))
                .refund();
    }

    private void reconcile() {
        postgres.change("update refund set check_at = now() where purchase = ?", id());
        reconciliation.round();
    }

    private PurchaseRefund only() {
        assertEquals(1, refunds.of(id()).size());
        return refunds.of(id()).getFirst();
    }

    @Test
    void a_whole_refund_takes_what_is_unspent_and_gives_the_rest_as_a_gift() throws StripeException {
        var payment = bought(VISA);
        spend(30);
        var refund = givenBack(1000, Spent.GOODWILL);
        assertEquals(PurchaseRefund.State.SUCCEEDED, refund.state());
        assertEquals(0, available());
        assertEquals(70, claim(refund.claim()).taken().amount());
        assertEquals(300, cents("refunds"));
        assertEquals(Purchase.Aftermath.REFUNDED, purchase().aftermath());
        assertEquals(
                List.of(1000L),
                till.refunds(payment).stream().map(found -> found.getAmount()).toList());
    }

    @Test
    void what_is_spent_may_be_owed_instead() {
        bought(VISA);
        spend(30);
        var refund = givenBack(1000, Spent.CLAWBACK);
        assertEquals(Usd.ofCents(300), claim(refund.claim()).owed());
        assertEquals(300, cents("receivable"));
    }

    @Test
    void parts_add_up_to_the_whole_and_no_further() {
        bought(VISA);
        givenBack(333, Spent.GOODWILL);
        assertEquals(67, available());
        assertEquals(Purchase.Aftermath.PARTLY_REFUNDED, purchase().aftermath());
        assertEquals(new MoreThanLeft(667), ask(UUID.randomUUID(), 668, Spent.GOODWILL));
        givenBack(667, Spent.GOODWILL);
        assertEquals(0, available());
        assertEquals(0, cents("deferred"));
        assertEquals(new MoreThanLeft(0), ask(UUID.randomUUID(), 1, Spent.GOODWILL));
    }

    @Test
    void credits_that_calls_hold_go_when_the_calls_leave_them() {
        bought(VISA);
        var hold = hold(40);
        var refund = givenBack(1000, Spent.GOODWILL);
        assertEquals(60, claim(refund.claim()).taken().amount());
        assertEquals(40, claim(refund.claim()).waiting().amount());
        wallets.release(new Release(hold, Release.Cause.ABANDONED, List.of(), Attachment.none()));
        assertEquals(100, claim(refund.claim()).taken().amount());
    }

    @Test
    void a_button_pressed_many_times_at_once_gives_back_once() throws Exception {
        var payment = bought(VISA);
        var id = UUID.randomUUID();
        Callable<GiveBackOutcome> press = () -> checkout.giveBack(refund(ask(id, 400, Spent.GOODWILL)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome :
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> press).toList()))
                assertInstanceOf(GivenBack.class, outcome.get());
        }
        assertEquals(1, till.refunds(payment).size());
        assertEquals(60, available());
        only();
    }

    @Test
    void two_who_want_the_whole_at_once_do_not_both_get_it() throws Exception {
        bought(VISA);
        Callable<AskOutcome> want = () -> ask(UUID.randomUUID(), 1000, Spent.GOODWILL);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = threads.invokeAll(List.of(want, want, want));
            var asked = 0;
            for (var outcome : outcomes) if (outcome.get() instanceof Asked) asked++;
            assertEquals(1, asked);
        }
        reconcile();
        assertEquals(0, available());
    }

    @Test
    void a_crash_before_stripe_was_asked_is_made_up_for() throws StripeException {
        var payment = bought(VISA);
        ask(UUID.randomUUID(), 500, Spent.GOODWILL);
        reconcile();
        assertEquals(PurchaseRefund.State.SUCCEEDED, only().state());
        assertEquals(1, till.refunds(payment).size());
        assertEquals(50, available());
    }

    @Test
    void a_crash_after_stripe_was_asked_never_asks_again_though_the_key_is_forgotten() throws StripeException {
        var payment = bought(VISA);
        var id = UUID.randomUUID();
        ask(id, 500, Spent.GOODWILL);
        payments.give(payment, 500, id);
        postgres.change(
                "update sandbox.idempotent_answer set key = 'gone-' || key where key = ?", "farebox-refund-" + id);
        reconcile();
        assertEquals(1, till.refunds(payment).size());
        assertEquals(50, available());
    }

    @Test
    void what_stripe_refuses_is_kept_with_the_reason_and_counts_for_nothing() throws StripeException {
        var payment = bought(VISA);
        till.refund(payment, 800);
        var asked = assertInstanceOf(Asked.class, ask(UUID.randomUUID(), 500, Spent.GOODWILL));
        assertInstanceOf(GiveBackOutcome.StripeRefused.class, checkout.giveBack(asked.refund()));
        assertTrue(only().refusal().orElseThrow().contains("greater than unrefunded amount"));
        assertEquals(100, available());
        assertEquals(0, purchase().payment().orElseThrow().refundedCents());
    }

    @Test
    void a_refund_made_at_stripe_is_booked_once_however_often_it_is_told_of() throws StripeException {
        var payment = bought(VISA);
        var first = till.refund(payment, 250);
        var second = till.refund(payment, 250);
        told("charge.refunded", payment);
        for (var id : List.of(second, first, first)) told("refund.created", id);
        told("charge.refund.updated", second);
        told("charge.refunded", payment);
        assertEquals(2, refunds.of(id()).size());
        assertEquals(50, available());
        assertEquals(500, purchase().payment().orElseThrow().refundedCents());
    }

    @Test
    void a_refund_that_is_told_of_before_the_payment_finds_it_credited() throws StripeException {
        var payment = paid(VISA);
        told("refund.created", till.refund(payment, 1000));
        assertTrue(purchase().isCredited());
        assertEquals(0, available());
    }

    @Test
    void a_refund_waits_for_its_purchase() throws StripeException {
        var payment = paid(VISA);
        var session = purchase().session();
        postgres.change("update purchase set session = null where id = ?", id());
        var event = tell("refund.created", till.refund(payment, 1000));
        until(() -> postgres.first(
                        "select error from stripe_event where event_id = ? and error like '%not credited yet%'",
                        row -> row.getString(1), event)
                .isPresent());
        assertEquals("waiting", state(event));
        assertEquals(List.of(), refunds.of(id()));
        postgres.change("update purchase set session = ? where id = ?", session, id());
        postgres.change("update stripe_event set next_try_at = now() where event_id = ?", event);
        inbox.round();
        until(() -> state(event).equals("handled"));
        assertEquals(0, available());
    }

    @Test
    void a_refund_of_what_is_flagged_is_shown_and_booked_once_it_is_credited_after_all() throws StripeException {
        var payment = paid(VISA);
        postgres.change("update purchase set price_cents = 999 where id = ?", id());
        told("refund.created", till.refund(payment, 400));
        assertEquals(PurchaseRefund.State.SUCCEEDED, only().state());
        assertEquals(List.of(), wallets.claims(ada.no(), 10));
        assertInstanceOf(FulfilOutcome.Credited.class, checkout.creditAsPaid(purchase(), NO_NOTE.row("x")));
        reconcile();
        assertEquals(60, available());
    }

    @Test
    void a_refund_that_fails_later_gives_back() {
        bought(VISA);
        var refund = givenBack(1000, Spent.GOODWILL);
        till.failRefund(refund.stripeId().orElseThrow());
        told("refund.failed", refund.stripeId().orElseThrow());
        told("refund.updated", refund.stripeId().orElseThrow());
        assertEquals(PurchaseRefund.State.FAILED, only().state());
        assertEquals(100, available());
        assertEquals(0, purchase().payment().orElseThrow().refundedCents());
        givenBack(1000, Spent.GOODWILL);
        assertEquals(0, available());
    }

    @Test
    void a_refund_that_has_failed_before_we_hear_of_it_leaves_everything_as_it_was() throws StripeException {
        var payment = bought(VISA);
        var id = till.refund(payment, 1000);
        till.failRefund(id);
        for (var type : List.of("refund.failed", "refund.created")) told(type, id);
        told("charge.refunded", payment);
        assertEquals(100, available());
        assertEquals(Claim.State.FAILED, claim(id).state());
    }

    /** As when an instance ends between the two. */
    @Test
    void a_refund_that_was_seen_to_fail_and_is_not_booked_yet_is_booked_later() throws Exception {
        bought(VISA);
        var id = givenBack(1000, Spent.GOODWILL).stripeId().orElseThrow();
        till.failRefund(id);
        refunds.seen(purchase(), payments.refund(id).orElseThrow());
        assertEquals(List.of(), faults());
        reconcile();
        assertEquals(100, available());
    }

    @Test
    void refunds_of_strangers_are_ignored() {
        var event = tell("refund.created", "re_unknown");
        until(() -> state(event).equals("ignored"));
    }
}
