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

/** A key for an app, as it is asked for. */
record KeyForm(
        @RestForm String app,
        @RestForm String name,
        @RestForm List<String> scope,
        @RestForm boolean createsCustomers,
        @RestForm String defaultCustomer,
        @RestForm boolean ignoresUser,
        @RestForm boolean forgetsAnswers) {
    private static final int NAME_LENGTH_MAX = 60;

    static final KeyForm EMPTY = new KeyForm("", "", List.of(), false, "", false, false);

    String appName() {
        return Typed.text("The app's name", app, NAME_LENGTH_MAX);
    }

    String keyName() {
        return Typed.text("The key's name", name, NAME_LENGTH_MAX);
    }

    Allowed allowed() {
        return new Allowed(chosen(), createsCustomers, naming(defaultCustomer, ignoresUser), !forgetsAnswers);
    }

    /** Who pays where a call names nobody, and whether {@code user} names anybody. */
    static Naming naming(String defaultCustomer, boolean ignoresUser) {
        var id = Typed.optional(defaultCustomer);
        if (id.isPresent() && !Customer.isId(id.get()))
            throw new Mistyped("A customer id is 1 to 64 letters, digits and characters of . _ : @ -");
        return new Naming(id, !ignoresUser);
    }

    public boolean ticks(String one) {
        return scope.contains(one);
    }

    /** Scopes that there are and that were ticked. */
    Set<String> chosen() {
        return Caller.SCOPES.stream().filter(scope::contains).collect(Collectors.toSet());
    }
}
