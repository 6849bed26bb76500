package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.books.Voucher.Bill;
import farebox.books.Voucher.Kind;
import farebox.books.Voucher.Paper;
import farebox.books.Vouchers;
import farebox.money.Usd;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/**
 * A voucher as it is typed in.
 *
 * @param month of AWS's bill, or empty
 * @param seen what was to be booked when its operator last saw that; empty before
 */
record VoucherForm(
        @RestForm String kind,
        @RestForm String reference,
        @RestForm String amount,
        @RestForm String day,
        @RestForm String month,
        @RestForm String note,
        @RestForm String seen) {
    private static final int REFERENCE_LENGTH_MAX = 100;
    private static final int NOTE_LENGTH_MAX = 200;
    static final VoucherForm BLANK = new VoucherForm("", "", "", "", "", "", "");

    Paper paper(Vouchers vouchers, Clock clock) {
        var what = Arrays.stream(Kind.values())
                .filter(known -> known.word().equals(kind))
                .findFirst()
                .orElseThrow(() -> new Mistyped("Choose what happened."));
        var name = Typed.text("The reference", reference, REFERENCE_LENGTH_MAX);
        var dollars = Usd.ofCents(Typed.cents("The amount", amount));
        if (dollars.isZero() && what != Kind.AWS_BILL) throw new Mistyped("The amount must be more than nothing.");
        var today = LocalDate.now(clock);
        var happened = Typed.day("The day", day);
        if (happened.isAfter(today)) throw new Mistyped("That day has not come yet.");
        var bill = what == Kind.AWS_BILL ? Optional.of(bill(vouchers, today)) : Optional.<Bill>empty();
        return new Paper(what, name, dollars, happened, bill, Typed.text("The note", note, NOTE_LENGTH_MAX));
    }

    /** A day after its end, every call of the month is booked. */
    private Bill bill(Vouchers vouchers, LocalDate today) {
        var billed = Typed.month("AWS's bill is for a month such as 2026-12.", month);
        if (!billed.plusMonths(1).atDay(1).isBefore(today))
            throw new Mistyped("A month's bill is recorded from the second day of the next month on.");
        return vouchers.bill(billed)
                .orElseThrow(() -> new Mistyped(
                        "That month is sealed: what its calls were booked at cannot be held against a bill any more."));
    }

    /** Whether its operator has seen what is booked if it is booked now. */
    boolean hasSeen(String now) {
        return now.equals(seen);
    }

    public boolean is(Kind other) {
        return other.word().equals(kind);
    }

    /** What an operator is to see first: the books as they are, and what of a month is booked and not billed. */
    static String sight(Paper paper, long newest) {
        return newest + paper.bill().map(bill -> " " + bill.accrued()).orElse("");
    }
}
