package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.customer.AppKey.Allowed;
import farebox.customer.AppKey.Naming;
import farebox.customer.Caller;
import farebox.customer.Customer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/** What a key allows beyond the ordinary, as it is typed in. */
record AllowanceForm(
        @RestForm List<String> scope,
        @RestForm boolean createsCustomers,
        @RestForm String defaultCustomer,
        @RestForm boolean ignoresUser,
        @RestForm boolean forgetsAnswers) {
    static final AllowanceForm BLANK = of(Allowed.ORDINARY);

    static AllowanceForm of(Allowed allowed) {
        return new AllowanceForm(
                List.copyOf(allowed.scopes()),
                allowed.createsCustomers(),
                allowed.naming().customer().orElse(""),
                !allowed.naming().byUser(),
                !allowed.keepsAnswers());
    }

    public boolean ticks(String one) {
        return scope.contains(one);
    }

    Allowed allowed() {
        return new Allowed(chosen(), createsCustomers, naming(), !forgetsAnswers);
    }

    /** What the audit log says of it. */
    String sentence() {
        var scopes = chosen();
        return "Allows invocations" + (scopes.isEmpty() ? "" : ", " + String.join(", ", scopes))
                + (createsCustomers ? ", new customers" : "")
                + naming().customer().map(id -> "; else " + id + " pays").orElse("")
                + (ignoresUser ? "; user names nobody" : "")
                + (forgetsAnswers ? "; answers are not stored" : "");
    }

    private Naming naming() {
        var id = Typed.optional(defaultCustomer);
        if (id.isPresent() && !Customer.isId(id.get()))
            throw new Mistyped("A customer id is 1 to 64 letters, digits and characters of . _ : @ -");
        return new Naming(id, !ignoresUser);
    }

    /** Scopes that there are and that were ticked. */
    private Set<String> chosen() {
        return Caller.SCOPES.stream().filter(scope::contains).collect(Collectors.toSet());
    }
}
