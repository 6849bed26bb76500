package farebox.admin;

import farebox.customer.AppKey.Allowed;
import farebox.customer.Caller;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/** A key for an app, as it is asked for. */
record KeyForm(
        @RestForm String app,
        @RestForm String name,
        @RestForm List<String> scope,
        @RestForm boolean createsCustomers) {
    private static final int NAME_LENGTH_MAX = 60;

    static final KeyForm EMPTY = new KeyForm("", "", List.of(), false);

    String appName() {
        return Typed.text("The app's name", app, NAME_LENGTH_MAX);
    }

    String keyName() {
        return Typed.text("The key's name", name, NAME_LENGTH_MAX);
    }

    Allowed allowed() {
        return new Allowed(chosen(), createsCustomers);
    }

    /** Scopes that there are and that were ticked. */
    Set<String> chosen() {
        return Caller.SCOPES.stream().filter(scope::contains).collect(Collectors.toSet());
    }
}
