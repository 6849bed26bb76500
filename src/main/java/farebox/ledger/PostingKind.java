package farebox.ledger;

import java.util.Locale;

/** What a posting records. The moves that each kind may hold are listed in the table `legal_move`. */
public enum PostingKind {
    PURCHASE(1),
    FEE(2),
    GRANT(3),
    HOLD(4),
    CAPTURE(5),
    RELEASE(6),
    SWEEP(7),
    EXPIRY(8),
    DISPUTE_FUNDS(9),
    REFUND(10),
    REFUND_FAILED(11),
    DISPUTE_OPENED(12),
    DISPUTE_WON(13),
    DISPUTE_LOST(14),
    RECEIVABLE_PAID(15),
    WRITE_OFF(16),
    COST_CORRECTED(17),
    AWS_BILL(18),
    PAYOUT(19),
    GRANT_CORRECTED(20),
    CAPTURE_CORRECTED(21),
    EXCHANGE(22),
    TAX_PAID(23),
    FUNDING(24);

    private static final PostingKind[] BY_CODE = new PostingKind[100];

    static {
        for (var kind : values()) BY_CODE[kind.code] = kind;
    }

    private final short code;

    PostingKind(int code) {
        this.code = (short) code;
    }

    short code() {
        return code;
    }

    /** The kind of a code as the journal keeps it; refuses an unknown one. */
    public static PostingKind of(int code) {
        var kind = code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (kind == null) throw new IllegalArgumentException("no posting kind has the code " + code);
        return kind;
    }

    /** Whether it is posted to the house's own wallet, and to no other. */
    boolean isOfHouse() {
        return switch (this) {
            case AWS_BILL, PAYOUT, EXCHANGE, TAX_PAID, FUNDING -> true;
            default -> false;
        };
    }

    /** The kind in words, for pages and statements: "cost corrected". */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
