package farebox.wallet;

import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.wallet.Claim.State;
import java.util.Optional;

/** Puts the unspent credits of a disputed payment aside, once. */
record DisputeOpenedOperation(Dispute dispute) implements Operation<DisputeOutcome> {
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
        return Optional.of(Dispute.claim(dispute.id()));
    }

    @Override
    public DisputeOutcome decide(OpenWallet wallet, Moment moment) {
        if (wallet.claim(claim().get()) != null) return new DisputeOutcome.AlreadyDisputed();
        var lot = wallet.lotFrom(dispute.source().text());
        if (lot == null) return new DisputeOutcome.NothingCredited();
        wallet.lapse(moment.at());
        var unspent = lot.reclaim(dispute.net()).unspent();
        var now = Math.min(unspent, wallet.available().amount());
        var claim = new OpenClaim(claim().get(), lot.lot, dispute.net(), dispute.tax(), State.DISPUTED);
        if (now > 0)
            wallet.post(
                    Event.of(PostingKind.DISPUTE_OPENED, claim.setAside(lot, now))
                            .from(claim.claim),
                    moment.at());
        wallet.open(claim, lot, unspent - now);
        return new DisputeOutcome.Disputed(Credits.of(now), Credits.of(claim.waiting), wallet.available());
    }
}
