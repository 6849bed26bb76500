package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.money.Credits;
import farebox.wallet.Credit;
import farebox.wallet.Credit.Terms;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/**
 * Credits to give, as they are typed in.
 *
 * @param id made with the form, so that sending it twice grants once
 * @param expires the last day on which they may be spent, or empty
 */
record GrantForm(
        @RestForm String id,
        @RestForm String credits,
        @RestForm String reason,
        @RestForm String expires) {
    static GrantForm blank() {
        return new GrantForm(UUID.randomUUID().toString(), "", "", "");
    }

    UUID source() {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException tampered) {
            throw new Mistyped("This form is not one of ours: open the page again.");
        }
    }

    Credits given() {
        var given = Typed.whole("Credits", credits);
        if (given < 1 || given > Credit.CREDITS_MAX) throw new Mistyped("A grant is 1 to 1,000,000,000 credits.");
        return Credits.of(given);
    }

    Terms terms(Clock clock) {
        return new Terms(Typed.reason(reason), 0, Typed.optional(expires).map(day -> endOf(day, clock)));
    }

    private static Instant endOf(String day, Clock clock) {
        var end = Typed.endOf("The last day", day);
        if (end.isBefore(clock.instant())) throw new Mistyped("The last day has passed already.");
        return end;
    }
}
