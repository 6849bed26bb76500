package farebox.wallet;

/** The database has not answered in time; nothing is lost, and the same request under the same key may be sent again. */
public final class WalletUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    WalletUnavailable(String message) {
        super(message);
    }
}
