package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.money.Credits;
import farebox.money.Usd;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Disputes on a real PostgreSQL. */
@QuarkusTest
class DisputesTest extends ClaimScene {
    /** A dispute, and with its funds: what Stripe took, or below zero gave back. */
    private DisputeOutcome dispute(String id, Usd tax, boolean taxRelief, Dispute.Stand stand, String... moved) {
        var funds = new ArrayList<Dispute.Funds>();
        for (var amount : moved)
            funds.add(new Dispute.Funds("txn_" + id + funds.size(), Usd.parse(amount), Usd.parse("15.00")));
        return wallets.dispute(new Dispute(ada, PURCHASE, id, PRICE, tax, taxRelief, stand, funds));
    }

    private DisputeOutcome dispute(String id, Dispute.Stand stand, String... moved) {
        return dispute(id, Usd.ZERO, false, stand, moved);
    }

    private static DisputeOutcome booked(Claim.State state, long taken, long waiting) {
        return new DisputeOutcome.Booked(state, Credits.of(taken), Credits.of(waiting));
    }

    @Test
    void a_dispute_is_won() {
        spend("one", 100);
        assertEquals(booked(Claim.State.DISPUTED, 0, 0), dispute("dp_0", Dispute.Stand.OPEN, "10.00"));
        assertEquals(booked(Claim.State.WON, 0, 0), dispute("dp_0", Dispute.Stand.WON, "10.00"));
        assertEquals(PRICE, account("dispute_claim"));
        dispute("dp_0", Dispute.Stand.WON, "10.00", "-10.00");
        assertEquals(Usd.ZERO, account("dispute_claim"));
        assertEquals(Usd.parse("30.59"), account("fees"));
        assertEquals(Claim.State.WON, wallets.claims(ada, 9).getFirst().state());
    }

    @Test
    void a_dispute_is_lost_while_a_hold_is_open() {
        var held = hold("one", 40);
        assertEquals(booked(Claim.State.DISPUTED, 60, 40), dispute("dp_1", Dispute.Stand.LOST));
        assertEquals(booked(Claim.State.LOST, 60, 40), dispute("dp_1", Dispute.Stand.LOST, "10.00"));
        assertEquals(Usd.parse("4.00"), wallets.claims(ada, 9).getFirst().owed());
        wallets.release(new Release(held, Release.Cause.ABANDONED, List.of(), Attachment.none()));
        assertEquals(Credits.of(100), totals().revoked());
        assertEquals(Usd.ZERO, wallets.claims(ada, 9).getFirst().owed());
        assertFalse(owing("dispute:dp_1", "0.01", OwingEnd.How.PAID_THROUGH_STRIPE));
    }

    @Test
    void a_lost_dispute_gives_back_the_tax_where_the_state_does() {
        dispute("dp_1", Usd.parse("1.90"), true, Dispute.Stand.LOST, "11.90");
        for (var account : List.of("tax_payable", "deferred", "dispute_claim", "receivable"))
            assertEquals(Usd.ZERO, account(account), account);
        assertEquals(Usd.parse("15.59"), account("fees"));
        assertEquals(Usd.parse("-15.59"), account("stripe_balance"));
    }

    @Test
    void a_lost_dispute_over_less_than_its_credits_are_worth_leaves_the_difference_to_the_customer() {
        dispute("dp_1", Dispute.Stand.LOST, "9.00");
        assertEquals(Usd.parse("-1.00"), account("receivable"));
        assertEquals(Usd.ZERO, account("dispute_claim"));
    }

    @Test
    void a_dispute_that_is_won_after_it_was_lost_puts_everything_back() {
        spend("one", 40);
        dispute("dp_1", Usd.parse("1.90"), true, Dispute.Stand.LOST, "11.90");
        assertTrue(owing("dispute:dp_1", "3.00", OwingEnd.How.PAID_THROUGH_STRIPE));
        dispute("dp_1", Usd.parse("1.90"), true, Dispute.Stand.WON, "11.90", "-11.90");
        assertEquals(Credits.of(60), totals().available());
        assertEquals(Usd.ZERO, account("dispute_claim"));
        assertEquals(Usd.parse("-1.90"), account("tax_payable"));
        assertEquals(Usd.parse("-3.00"), account("receivable"));
        assertEquals(Usd.parse("-3.00"), wallets.claims(ada, 9).getFirst().owed());
    }

    @Test
    void a_dispute_that_is_lost_after_it_was_won_takes_what_is_left() {
        dispute("dp_1", Dispute.Stand.WON, "10.00", "-10.00");
        spend("one", 30);
        assertEquals(booked(Claim.State.LOST, 70, 0), dispute("dp_1", Dispute.Stand.LOST, "10.00", "-10.00", "10.00"));
        assertEquals(Usd.parse("3.00"), account("receivable"));
        assertEquals(booked(Claim.State.LOST, 70, 0), dispute("dp_1", Dispute.Stand.WON, "10.00", "-10.00"));
        assertEquals(Usd.ZERO, account("dispute_claim"));
    }

    /** As claims from before V42 have it. */
    @Test
    void what_is_booked_and_not_known_by_its_id_is_not_booked_again() {
        dispute("dp_1", Dispute.Stand.OPEN, "10.00");
        var known = new Dispute.Funds("txn_other", PRICE, Usd.ZERO);
        var news = new Dispute.Funds("txn_news", Usd.parse("-10.00"), Usd.ZERO);
        wallets.dispute(
                new Dispute(ada, PURCHASE, "dp_1", PRICE, Usd.ZERO, false, Dispute.Stand.WON, List.of(known, news)));
        assertEquals(Usd.ZERO, account("dispute_claim"));
    }
}
