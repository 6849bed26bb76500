package farebox.wallet;

import farebox.ledger.Posting;
import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.time.Instant;
import java.util.List;

/** Books an event of the house, if nothing was booked there since somebody decided on it; that also makes it happen once. */
record HouseOperation(HouseEvent event) implements Operation<Boolean> {
    @Override
    public CustomerNo customer() {
        return CustomerNo.HOUSE;
    }

    @Override
    public Boolean decide(OpenWallet house, Moment moment) {
        if (house.seq() != event.seen()) return false;
        house.post(event.event(), new Posting.Times(moment.at(), event.happenedAt()));
        return true;
    }

    @Override
    public List<Row> attached(Boolean booked, Instant at) {
        return event.attachment().rows(booked, at);
    }
}
