package farebox.deployment;

import java.util.Locale;

/** Whose money a database counts: nobody's, Stripe's test money, or real money. */
enum Mode {
    SANDBOX,
    TEST,
    LIVE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
