package farebox.admin;

import farebox.books.Voucher.Kind;
import farebox.books.Voucher.Paper;
import farebox.ledger.Move;
import farebox.money.Usd;
import farebox.web.Formats;
import io.quarkus.qute.TemplateExtension;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How vouchers read to operators. */
@TemplateExtension
final class VoucherWords {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    private VoucherWords() {}

    static String words(Kind kind) {
        return switch (kind) {
            case AWS_BILL -> "AWS's bill for a month";
            case INPUT_TAX -> "VAT on AWS's bill, set against ours";
            case AWS_PAYMENT -> "AWS was paid from the bank";
            case PAYOUT -> "Stripe paid out to the bank";
            case PAYIN -> "Money went from the bank to Stripe";
            case STRIPE_FEE -> "Stripe kept a fee of its own";
            case TAX_PAYMENT -> "Tax was paid to the state";
            case CONTRIBUTION -> "The owners paid into the bank";
            case DISTRIBUTION -> "The owners took out of the bank";
            case LOSS_AT_STRIPE -> "Exchange loss at Stripe";
            case GAIN_AT_STRIPE -> "Exchange gain at Stripe";
            case LOSS_AT_BANK -> "Exchange loss at the bank";
            case GAIN_AT_BANK -> "Exchange gain at the bank";
        };
    }

    /** The same, and of which month. */
    static String what(Paper paper) {
        return paper.bill().map(bill -> "AWS's bill for " + words(bill.month())).orElse(words(paper.kind()));
    }

    static String words(YearMonth month) {
        return MONTH.format(month);
    }

    static String day(LocalDate day) {
        return Formats.day(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** What a move of dollars moves. */
    static String dollars(Move move) {
        return Formats.exact(Usd.ofNanos(move.amount()));
    }
}
