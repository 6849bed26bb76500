package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.StripeException;
import farebox.checkout.AskOutcome.Asked;
import farebox.checkout.Payments.Origin;
import farebox.checkout.Payments.StripeDispute;
import farebox.checkout.PurchaseDispute.State;
import farebox.money.Usd;
import farebox.wallet.Attachment;
import farebox.wallet.Dispute.Funds;
import farebox.wallet.Refund.Spent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of credits whose payment the buyer's bank takes back, asks about, or warns of. */
@QuarkusTest
class DisputesTest extends MoneyBackScene {
    private static final String DISPUTED = "4000000000000259";
    private static final String INQUIRED = "4000000000001976";
    private static final String WARNED = "4000000000005423";
    private static final String CREATED = "charge.dispute.created";
    private static final String CLOSED = "charge.dispute.closed";

    @Inject
    Disputes disputes;

    @Inject
    Refunds refunds;

    @Inject
    DisputePostings postings;

    private State contest() {
        assertEquals(1, disputes.of(id()).size());
        return disputes.of(id()).getFirst().state();
    }

    @Test
    void a_dispute_puts_unspent_credits_aside_and_freezes() throws StripeException {
        var payment = bought(DISPUTED);
        spend(25);
        var dispute = till.dispute(payment);
        told(CREATED, dispute);
        told("charge.dispute.funds_withdrawn", dispute);
        assertEquals(State.OPEN, contest());
        assertEquals(75, wallets.of(ada.no()).totals().disputed().amount());
        assertEquals(1000, cents("dispute_claim"));
        assertEquals(59 + 1500, cents("fees"));
        assertEquals(Optional.of("The bank disputes a payment (" + dispute + ")"), frozen());
        assertEquals(Purchase.Aftermath.DISPUTED, purchase().aftermath());
    }

    /** Of an account that settles in euros: what the bank disputes is not spent meanwhile. */
    @Test
    void a_dispute_whose_money_moves_in_another_currency_freezes_all_the_same() throws StripeException {
        var dispute = till.dispute(bought(DISPUTED));
        assertEquals(
                1,
                postgres.change(
                        "update sandbox.document set body = jsonb_set(body, '{balance_transactions,0,currency}', '\"eur\"')"
                                + " where kind = 'dispute' and body ->> 'id' = ?",
                        dispute));
        var event = tell(CREATED, dispute);
        until(() -> error(event).contains("eur"));
        assertEquals("waiting", state(event));
        assertEquals(State.OPEN, contest());
        assertEquals(100, wallets.of(ada.no()).totals().disputed().amount());
        assertTrue(frozen().isPresent());
        assertEquals(0, cents("dispute_claim"));
        postgres.change("update stripe_event set state = 'ignored' where event_id = ?", event);
    }

    @Test
    void a_dispute_won_gives_everything_back_and_unfreezes() throws StripeException {
        var payment = bought(DISPUTED);
        var dispute = till.dispute(payment);
        told(CREATED, dispute);
        till.closeDispute(dispute, "won");
        for (var type : List.of("charge.dispute.funds_reinstated", CLOSED, "charge.dispute.updated"))
            told(type, dispute);
        assertEquals(State.WON, contest());
        assertEquals(100, available());
        assertEquals(0, cents("dispute_claim"));
        assertEquals(59, cents("fees"));
        assertEquals(Optional.empty(), frozen());
    }

    @Test
    void a_dispute_lost_takes_the_credits_and_leaves_the_rest_owing() throws StripeException {
        var payment = bought(DISPUTED);
        spend(40);
        var dispute = till.dispute(payment);
        told(CREATED, dispute);
        till.closeDispute(dispute, "lost");
        told(CLOSED, dispute);
        told(CLOSED, dispute);
        assertEquals(State.LOST, contest());
        assertEquals(0, available());
        assertEquals(60, wallets.of(ada.no()).totals().revoked().amount());
        assertEquals(Usd.ofCents(400), claim(dispute).owed());
        assertTrue(frozen().isPresent());
        assertEquals(Purchase.Aftermath.TAKEN_BACK, purchase().aftermath());
    }

    @Test
    void a_bank_may_think_again_and_again() throws StripeException {
        var dispute = till.dispute(bought(DISPUTED));
        spend(40);
        told(CREATED, dispute);
        till.closeDispute(dispute, "lost");
        told(CLOSED, dispute);
        till.closeDispute(dispute, "won");
        for (var type : List.of(CLOSED, "charge.dispute.funds_reinstated")) told(type, dispute);
        assertEquals(State.WON, contest());
        assertEquals(60, available());
        assertEquals(Usd.ZERO, claim(dispute).owed());
        assertEquals(Optional.empty(), frozen());
        till.closeDispute(dispute, "lost");
        for (var type : List.of("charge.dispute.funds_withdrawn", CLOSED)) told(type, dispute);
        assertEquals(State.LOST, contest());
        assertEquals(0, available());
        assertEquals(Usd.ofCents(400), claim(dispute).owed());
        assertEquals(0, cents("dispute_claim"));
        assertTrue(frozen().isPresent());
    }

    private void stands(String dispute, State state, String... moved) {
        var funds = Stream.of(moved)
                .map(amount -> new Funds("txn_" + amount + dispute, Usd.parse(amount), Usd.ZERO))
                .toList();
        postings.book(purchase(), new StripeDispute(dispute, new Origin("", ""), 1000, state, funds, Optional.empty()));
    }

    @Test
    void money_that_comes_back_before_the_bank_has_said_why_comes_to_the_same() {
        bought(VISA);
        var dispute = "dp_" + id();
        stands(dispute, State.LOST, "10.00");
        stands(dispute, State.LOST, "10.00", "-10.00");
        stands(dispute, State.WON, "10.00", "-10.00");
        stands(dispute, State.LOST, "10.00");
        assertEquals(State.WON, contest());
        assertEquals(100, available());
        assertEquals(Usd.ZERO, claim(dispute).owed());
    }

    @Test
    void what_the_bank_has_decided_stands_while_it_thinks_again() throws SQLException {
        bought(VISA);
        var dispute = "dp_" + id();
        stands(dispute, State.WON, "10.00", "-10.00");
        stands(dispute, State.OPEN, "10.00", "-10.00", "10.01");
        assertEquals(List.of(), faults());
        assertEquals(State.WON, contest());
        stands(dispute, State.LOST, "10.00", "-10.00", "10.01");
        assertEquals(State.LOST, contest());
        assertEquals(0, available());
    }

    @Test
    void all_that_its_money_moves_is_posted_under_the_id_that_stripe_gave_it() throws StripeException {
        var dispute = till.dispute(bought(DISPUTED));
        till.closeDispute(dispute, "won");
        for (var type : List.of(CLOSED, CREATED, CLOSED)) told(type, dispute);
        var keys = postgres.list(
                "select k.key from posting_key k join posting p using (customer_no, seq)"
                        + " where p.customer_no = ? and p.kind = 9 order by p.seq",
                row -> row.getString(1),
                ada.no().value());
        assertEquals(till.funds(dispute).stream().map(id -> "funds:" + id).toList(), keys);
    }

    @Test
    void what_is_closed_before_it_was_opened_comes_to_the_same() throws StripeException {
        var payment = bought(DISPUTED);
        var dispute = till.dispute(payment);
        till.closeDispute(dispute, "lost");
        for (var type : List.of(CLOSED, "charge.dispute.funds_withdrawn", CREATED)) told(type, dispute);
        assertEquals(State.LOST, contest());
        assertEquals(100, wallets.of(ada.no()).totals().revoked().amount());
        assertEquals(0, cents("dispute_claim"));
    }

    @Test
    void what_is_won_before_it_was_opened_never_freezes() throws StripeException {
        var dispute = till.dispute(paid(DISPUTED));
        till.closeDispute(dispute, "won");
        for (var type : List.of(CLOSED, CREATED)) told(type, dispute);
        assertEquals(100, available());
        assertEquals(Optional.empty(), frozen());
        assertEquals(59, cents("fees"));
    }

    @Test
    void an_inquiry_freezes_and_takes_nothing_until_it_is_closed() throws StripeException {
        var payment = bought(INQUIRED);
        var inquiry = till.dispute(payment);
        told(CREATED, inquiry);
        assertEquals(State.INQUIRY, contest());
        assertEquals(100, available());
        assertEquals(0, cents("dispute_claim"));
        assertEquals(Optional.of("The bank asks about a payment (" + inquiry + ")"), frozen());
        till.closeDispute(inquiry, "warning_closed");
        told(CLOSED, inquiry);
        told(CREATED, inquiry);
        assertEquals(State.CLOSED, contest());
        assertEquals(Optional.empty(), frozen());
    }

    @Test
    void a_warning_of_fraud_freezes_and_takes_nothing() {
        var payment = bought(WARNED);
        var warning = till.warning(payment);
        told("radar.early_fraud_warning.created", warning);
        assertEquals(State.WARNING, contest());
        assertEquals(100, available());
        assertEquals(Optional.of("The bank warns of fraud (" + warning + ")"), frozen());
    }

    @Test
    void a_freeze_by_people_outlives_the_dispute_and_they_have_the_last_word() throws StripeException {
        var payment = bought(DISPUTED);
        wallets.freeze(ada.no(), "A stolen card", Attachment.none());
        var dispute = till.dispute(payment);
        told(CREATED, dispute);
        assertEquals(Optional.of("A stolen card"), frozen());
        wallets.unfreeze(ada.no(), Attachment.none());
        told("charge.dispute.updated", dispute);
        assertEquals(Optional.empty(), frozen());
    }

    @Test
    void a_dispute_that_found_the_wallet_frozen_takes_over_from_the_one_that_is_won() throws StripeException {
        var first = till.dispute(bought(DISPUTED));
        told(CREATED, first);
        page = shop.open(ada);
        var second = till.dispute(bought(DISPUTED));
        told(CREATED, second);
        till.closeDispute(first, "won");
        told(CLOSED, first);
        assertTrue(frozen().orElseThrow().contains(second));
        till.closeDispute(second, "won");
        told(CLOSED, second);
        assertEquals(Optional.empty(), frozen());
    }

    @Test
    void an_event_that_never_comes_loses_no_dispute() throws StripeException {
        var dispute = till.dispute(bought(DISPUTED));
        told(CREATED, dispute);
        till.closeDispute(dispute, "won");
        postgres.change("update dispute set check_at = now() where stripe_id = ?", dispute);
        reconciliation.round();
        assertEquals(State.WON, contest());
    }

    @Test
    void what_is_disputed_cannot_be_refunded() {
        bought(DISPUTED);
        var order = new RefundOrder(UUID.randomUUID(), id(), 1000, Spent.GOODWILL, "Sorry");
        var asked = assertInstanceOf(Asked.class, refunds.ask(order));
        var refused = assertInstanceOf(GiveBackOutcome.StripeRefused.class, checkout.giveBack(asked.refund()));
        assertTrue(refused.why().contains("charged back"));
    }
}
