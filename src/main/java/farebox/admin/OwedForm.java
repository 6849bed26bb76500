package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.RowStatement.Row;
import farebox.wallet.OwingEnd;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;

/**
 * The end of what a customer owes for a refund or a dispute, as it is typed in.
 *
 * @param id made with the form, so that sending it twice books it once
 * @param end "paid through Stripe", "paid to the bank" or "written off"
 */
record OwedForm(
        @RestForm String id,
        @RestForm String claim,
        @RestForm String amount,
        @RestForm String end) {
    OwingEnd endOf(CustomerNo customer, Row line) {
        var dollars = Typed.usd("The amount", amount);
        if (dollars.compareTo(Usd.ZERO) <= 0) throw new Mistyped("The amount must be more than nothing.");
        return new OwingEnd(customer, claim, id, dollars, how(), (now, at) -> now ? List.of(line) : List.of());
    }

    private OwingEnd.How how() {
        return switch (end) {
            case "paid through Stripe" -> OwingEnd.How.PAID_THROUGH_STRIPE;
            case "paid to the bank" -> OwingEnd.How.PAID_TO_BANK;
            case "written off" -> OwingEnd.How.WRITTEN_OFF;
            case null, default -> throw new Mistyped("This form is not one of ours: open the page again.");
        };
    }
}
