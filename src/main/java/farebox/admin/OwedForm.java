package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.RowStatement.Row;
import farebox.wallet.OwingEnd;
import farebox.wallet.OwingOutcome;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;

/**
 * The end of what a customer owes for a refund or a dispute, as it is typed in.
 *
 * @param id made with the form, so that sending it twice books it once
 * @param amount in dollars, also of what is given back
 * @param end how it ended, as {@link #ENDS} has it
 */
record OwedForm(
        @RestForm String id,
        @RestForm String claim,
        @RestForm String amount,
        @RestForm String end) {
    private record Ending(OwingEnd.How how, boolean back) {}

    private static final Map<String, Ending> ENDS = Map.of(
            "paid through Stripe", new Ending(OwingEnd.How.PAID_THROUGH_STRIPE, false),
            "paid to the bank", new Ending(OwingEnd.How.PAID_TO_BANK, false),
            "written off", new Ending(OwingEnd.How.WRITTEN_OFF, false),
            "given back through Stripe", new Ending(OwingEnd.How.PAID_THROUGH_STRIPE, true),
            "given back from the bank", new Ending(OwingEnd.How.PAID_TO_BANK, true),
            "not written off", new Ending(OwingEnd.How.WRITTEN_OFF, true));

    OwingEnd endOf(CustomerNo customer, Row line) {
        var dollars = Typed.usd("The amount", amount);
        if (dollars.compareTo(Usd.ZERO) <= 0) throw new Mistyped("The amount must be more than nothing.");
        var ending = end == null ? null : ENDS.get(end);
        if (ending == null) throw new Mistyped("This form is not one of ours: open the page again.");
        var less = ending.back() ? Usd.ZERO.minus(dollars) : dollars;
        return new OwingEnd(
                customer,
                claim,
                id,
                less,
                ending.how(),
                (outcome, at) -> outcome == OwingOutcome.BOOKED ? List.of(line) : List.of());
    }
}
