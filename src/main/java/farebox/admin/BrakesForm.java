package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.customer.AppKey;
import farebox.customer.Brakes;
import farebox.customer.Caller;
import farebox.money.Credits;
import farebox.web.Formats;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/** What a key allows and what holds it back, as it is typed in; what is left empty holds nothing back. */
record BrakesForm(
        @RestForm List<String> scope,
        @RestForm boolean createsCustomers,
        @RestForm String defaultCustomer,
        @RestForm boolean ignoresUser,
        @RestForm boolean forgetsAnswers,
        @RestForm String requestsPerMinute,
        @RestForm String dailyCap,
        @RestForm String totalCap) {
    private static final int REQUESTS_MAX = 1_000_000;

    static BrakesForm of(AppKey key) {
        var brakes = key.brakes();
        return new BrakesForm(
                List.copyOf(key.allowed().scopes()),
                key.allowed().createsCustomers(),
                key.allowed().naming().customer().orElse(""),
                !key.allowed().naming().byUser(),
                !key.allowed().keepsAnswers(),
                brakes.requestsPerMinute().map(Object::toString).orElse(""),
                brakes.dailyCap().map(Object::toString).orElse(""),
                brakes.totalCap().map(Object::toString).orElse(""));
    }

    public boolean ticks(String one) {
        return scope.contains(one);
    }

    AppKey.Allowed allowed() {
        return new AppKey.Allowed(
                chosen(), createsCustomers, KeyForm.naming(defaultCustomer, ignoresUser), !forgetsAnswers);
    }

    private Set<String> chosen() {
        return Caller.SCOPES.stream().filter(scope::contains).collect(Collectors.toSet());
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
        return "Allows " + KeyPages.allowed(chosen(), createsCustomers) + "; "
                + Typed.optional(defaultCustomer)
                        .map(id -> "else " + id + " pays; ")
                        .orElse("")
                + (ignoresUser ? "user names nobody; " : "")
                + (forgetsAnswers ? "answers are not stored; " : "")
                + brakes.requestsPerMinute().map(Formats::grouped).orElse("any number of") + " requests a minute, "
                + brakes.dailyCap().map(Formats::grouped).orElse("any number of") + " credits a day, "
                + brakes.totalCap().map(Formats::grouped).orElse("any number of") + " in all";
    }
}
