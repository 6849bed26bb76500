package farebox.wallet;

import farebox.money.Credits;
import farebox.money.CustomerNo;

/** Lets lapsed lots go in a wallet that nobody uses. The outcome is what is available afterwards. */
record LapseOperation(CustomerNo customer) implements Operation<Credits> {
    @Override
    public Credits decide(OpenWallet wallet, Moment moment) {
        wallet.lapse(moment.at());
        return wallet.available();
    }
}
