package farebox.welcome;

import farebox.admin.Operators;
import farebox.admin.Role;
import farebox.customer.AppKey.Allowed;
import farebox.customer.AppKey.Naming;
import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.customer.Caller;
import farebox.customer.Customers;
import farebox.customer.Digest;
import farebox.deployment.Deployment;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * An app, its key, an operator and a customer without credits, to play with. Key and password are derived from the
 * deployment's secret: they stay the same, and can be told at every start though only their hashes are kept.
 */
@Singleton
public class Demo {
    public static final String CUSTOMER = "ada";
    private static final String APP = "demo";
    private static final String OPERATOR = "demo@farebox.example";
    private static final int PASSWORD_BYTES = 12;

    private final Deployment deployment;
    private final Apps apps;
    private final AppKeys keys;
    private final Customers customers;
    private final Operators operators;

    Demo(Deployment deployment, Apps apps, AppKeys keys, Customers customers, Operators operators) {
        this.deployment = deployment;
        this.apps = apps;
        this.keys = keys;
        this.customers = customers;
        this.operators = operators;
    }

    /** With what the demo's operator signs in. */
    record Login(String email, String password) {}

    /** Makes the operator, unless it is there already; none if it has another password by now, or is switched off. */
    Optional<Login> operator() {
        var password = Base64.getUrlEncoder().encodeToString(Arrays.copyOf(secret("operator"), PASSWORD_BYTES));
        if (!operators.exists(OPERATOR)) operators.create(OPERATOR, password, "Demo operator", Role.ADMIN);
        return operators.opens(OPERATOR, password) ? Optional.of(new Login(OPERATOR, password)) : Optional.empty();
    }

    /** Makes the app and its customer, unless they are there already, and tells the app's key; none if it was revoked. */
    public Optional<String> appKey() {
        var app = apps.ensure(APP).no();
        if (customers.find(app, CUSTOMER).isEmpty())
            customers.put(app, CUSTOMER, "Ada Lovelace", "ada@farebox.example");
        return keys.keep(app, APP, secret("app key"), new Allowed(Caller.SCOPES, false, Naming.ORDINARY));
    }

    private byte[] secret(String purpose) {
        return Digest.hmac(deployment.linkSecret(), ("demo " + purpose).getBytes(StandardCharsets.UTF_8));
    }
}
