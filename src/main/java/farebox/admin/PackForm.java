package farebox.admin;

import farebox.pack.Pack;
import farebox.pack.PackTerms;
import java.math.BigDecimal;
import org.jboss.resteasy.reactive.RestForm;

/** A pack as it is typed in. */
record PackForm(
        @RestForm String name,
        @RestForm String credits,
        @RestForm String price,
        @RestForm String days) {
    static final PackForm BLANK = new PackForm("", "", "", "");

    static PackForm of(Pack pack) {
        return new PackForm(
                pack.name(),
                pack.credits().toString(),
                BigDecimal.valueOf(pack.priceCents(), 2).toPlainString(),
                pack.expiresAfterDays().map(Object::toString).orElse(""));
    }

    PackTerms terms() {
        return new PackTerms(
                Typed.text("The name", name, PackTerms.NAME_MAX),
                Typed.whole("Credits", credits),
                Typed.cents("The price", price),
                Typed.optional(days).map(typed -> Typed.wholeInt("Days until its credits lapse", typed)));
    }
}
