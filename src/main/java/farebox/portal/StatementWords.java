package farebox.portal;

import farebox.ledger.PostingKind;
import farebox.money.Credits;
import farebox.wallet.StatementLine;
import farebox.web.Formats;
import io.quarkus.qute.TemplateExtension;
import java.util.EnumSet;
import java.util.Set;

/** How postings read to the customer whose credits they move. */
@TemplateExtension
final class StatementWords {
    /** These move the house's dollars and none of the customer's credits. */
    private static final Set<PostingKind> OF_THE_HOUSE = EnumSet.of(
            PostingKind.FEE,
            PostingKind.COST_CORRECTED,
            PostingKind.DISPUTE_FUNDS,
            PostingKind.WRITE_OFF,
            PostingKind.RECEIVABLE_PAID);

    private StatementWords() {}

    static boolean concerns(StatementLine line) {
        return !OF_THE_HOUSE.contains(line.kind());
    }

    /** What happened, in a few words. */
    static String words(StatementLine line) {
        return switch (line.kind()) {
            case PURCHASE -> "Bought: " + line.note();
            case GRANT -> "Given: " + line.note();
            case HOLD -> line.ofApp() ? "Set aside by the app" : "Set aside for a call";
            case CAPTURE -> line.ofApp() ? "Work done, credits spent" : "Call answered, credits spent";
            case RELEASE -> line.ofApp() ? "Given back by the app" : "Call failed, credits given back";
            case SWEEP -> line.ofApp() ? "Not used in time, given back" : "Call lost, credits given back";
            case EXPIRY -> "Lapsed";
            case REFUND -> "Refunded";
            case REFUND_FAILED -> "The refund failed, credits given back";
            case DISPUTE_OPENED -> "Put aside while the bank decides on the payment";
            case DISPUTE_WON -> "The bank has decided, credits given back";
            case DISPUTE_LOST -> "The bank has taken the payment back";
            case GRANT_CORRECTED -> "Corrected: " + line.note();
            case CAPTURE_CORRECTED -> "Charged by mistake, given back";
            default -> line.note().isEmpty() ? line.kind().words() : line.note();
        };
    }

    /** "+100", "−5"; a dash for what moves none of the available credits. */
    static String signed(StatementLine line) {
        if (line.change() == 0) return "–";
        return (line.change() > 0 ? "+" : "") + Formats.grouped(line.change());
    }

    /** "1 credit", "2,000 credits" */
    static String counted(Credits credits) {
        return Formats.grouped(credits) + (credits.amount() == 1 ? " credit" : " credits");
    }
}
