package farebox.ledger;

import java.util.Locale;

/** The chart: which of a customer's accounts an amount stands in. Codes below 20 hold credits, the others nano-dollars. */
public enum Account {
    ISSUED(1),
    AVAILABLE(2),
    HELD(3),
    SPENT(4),
    EXPIRED(5),
    REVOKED(6),
    DISPUTED(7),
    STRIPE_BALANCE(20),
    BANK(21),
    DISPUTE_CLAIM(22),
    RECEIVABLE(23),
    DEFERRED(30),
    TAX_PAYABLE(31),
    PAYABLE(32),
    EQUITY(39),
    REVENUE(40),
    BREAKAGE(41),
    REFUNDS(42),
    FEES(50),
    COGS(51),
    COST_VARIANCE(52),
    BAD_DEBT(53),
    FX(54);

    private static final Account[] BY_CODE = new Account[100];

    static {
        for (var account : values()) BY_CODE[account.code] = account;
    }

    private final short code;

    Account(int code) {
        this.code = (short) code;
    }

    static Account of(int code) {
        var account = code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (account == null) throw new IllegalArgumentException("no account has the code " + code);
        return account;
    }

    short code() {
        return code;
    }

    /** The account in words: "stripe balance". */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether its amounts are credits, not nano-dollars. */
    public boolean holdsCredits() {
        return code < 20;
    }
}
