package farebox.deployment;

import java.util.Locale;

/** Whose money a database counts: nobody's, Stripe's test money, or real money. */
enum Mode {
    SANDBOX,
    TEST,
    LIVE;

    /** Play money and real money never meet: a database keeps the mode of its first start. */
    void refuseUnless(Mode now) {
        if (this != now)
            throw new Refusal("This database was first used in " + word() + " mode, so it cannot be used in "
                    + now.word() + " mode: name another one, or give back the Stripe key that it began with.");
    }

    static Mode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
