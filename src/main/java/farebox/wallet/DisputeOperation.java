package farebox.wallet;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.wallet.Claim.State;
import farebox.wallet.Dispute.Funds;
import farebox.wallet.Dispute.Stand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a wallet to where a dispute stands: its credits by what the bank has decided, its dollars by what Stripe has moved,
 * each step once. What knows of less than is booked is old news, and books nothing (ADR 0019).
 */
record DisputeOperation(Dispute dispute) implements Operation<DisputeOutcome> {
    @Override
    public CustomerNo customer() {
        return dispute.customer();
    }

    @Override
    public Optional<String> lotSource() {
        return Optional.of(dispute.source().text());
    }

    @Override
    public Optional<String> claim() {
        return Optional.of(dispute.claim());
    }

    @Override
    public List<String> postingKeys() {
        var keys = new ArrayList<>(List.of(dispute.source().text()));
        dispute.funds().forEach(funds -> keys.add(funds.key()));
        return keys;
    }

    @Override
    public DisputeOutcome decide(OpenWallet wallet, Moment moment) {
        var lot = wallet.lotFrom(dispute.source().text());
        if (lot == null) return new DisputeOutcome.NothingCredited();
        var known = wallet.claim(dispute.claim());
        var claim = known == null
                ? new OpenClaim(dispute.claim(), lot.lot, dispute.net(), dispute.tax(), State.DISPUTED)
                : known;
        var steps = new DisputeSteps(wallet, claim, lot, dispute.taxRelief(), moment.at());
        if (known == null) steps.putAside();
        if (dispute.funds().size() >= claim.funds) {
            if (dispute.stand() == Stand.WON) steps.win();
            unbooked(wallet, claim).forEach(steps::move);
            if (dispute.stand() == Stand.LOST) steps.lose();
            wallet.settleUp(moment.at());
        }
        return new DisputeOutcome.Booked(claim.state, Credits.of(claim.taken), Credits.of(claim.waiting));
    }

    /** Claims from before V42 do not say which funds are booked, only how many: the oldest. */
    private List<Funds> unbooked(OpenWallet wallet, OpenClaim claim) {
        var unknown = dispute.funds().stream()
                .filter(funds -> wallet.posted(funds.key()) == null)
                .toList();
        var missing = dispute.funds().size() - claim.funds;
        return unknown.subList(unknown.size() - missing, unknown.size());
    }
}
