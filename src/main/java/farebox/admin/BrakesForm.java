package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.customer.AppKey;
import farebox.customer.Brakes;
import farebox.money.Credits;
import farebox.web.Formats;
import jakarta.ws.rs.BeanParam;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** What a key allows and what holds it back, as it is typed in; what is left empty holds nothing back. */
record BrakesForm(
        @BeanParam AllowanceForm allowance,
        @RestForm String requestsPerMinute,
        @RestForm String dailyCap,
        @RestForm String totalCap) {
    private static final int REQUESTS_MAX = 1_000_000;

    static BrakesForm of(AppKey key) {
        var brakes = key.brakes();
        return new BrakesForm(
                AllowanceForm.of(key.allowed()),
                brakes.requestsPerMinute().map(Object::toString).orElse(""),
                brakes.dailyCap().map(Object::toString).orElse(""),
                brakes.totalCap().map(Object::toString).orElse(""));
    }

    Brakes brakes() {
        var requests = Typed.optional(requestsPerMinute).map(typed -> Typed.wholeInt("Requests a minute", typed));
        if (requests.filter(number -> number < 1 || number > REQUESTS_MAX).isPresent())
            throw new Mistyped("Requests a minute are 1 to 1,000,000.");
        return new Brakes(requests, cap("The daily cap", dailyCap), cap("The total cap", totalCap));
    }

    /** A cap in credits; empty for none. */
    static Optional<Credits> cap(String what, String typed) {
        var cap = Typed.optional(typed).map(number -> Credits.of(Typed.whole(what, number)));
        if (cap.filter(Credits::isNone).isPresent())
            throw new Mistyped(what + " is at least 1 credit. Leave it empty for none.");
        return cap;
    }

    /** What the audit log says of it. */
    String sentence() {
        var brakes = brakes();
        return allowance.sentence() + "; "
                + brakes.requestsPerMinute().map(Formats::grouped).orElse("any number of") + " requests a minute, "
                + brakes.dailyCap().map(Formats::grouped).orElse("any number of") + " credits a day, "
                + brakes.totalCap().map(Formats::grouped).orElse("any number of") + " in all";
    }
}
