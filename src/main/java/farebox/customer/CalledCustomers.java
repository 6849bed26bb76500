package farebox.customer;

import farebox.web.Input;
import farebox.web.Problem;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Customers as the caller's requests name them; ends the request when the name is malformed or unknown. */
@Singleton
public class CalledCustomers {
    private final Callers callers;
    private final Customers customers;

    CalledCustomers(Callers callers, Customers customers) {
        this.callers = callers;
        this.customers = customers;
    }

    /** The id, which is checked. */
    public static String id(String id) {
        Input.required("customer", id);
        Input.check(
                Customer.isId(id), "customer", "A customer id is 1 to 64 letters, digits and characters of . _ : @ -");
        return id;
    }

    /** The customer of the calling app, if there. */
    public Optional<Customer> find(String id) {
        return customers.find(callers.current().app(), id(id));
    }

    /** The same as it was at most ten seconds ago. */
    public Optional<Customer> recent(String id) {
        return customers.recent(callers.current().app(), id(id));
    }

    /** The customer of the calling app, which must be there. */
    public Customer known(String id) {
        return find(id).orElseThrow(() -> Problem.of(
                        404, "customer_not_found", "No such customer", "This app has no customer " + id + ".")
                .exception());
    }

    /** The customer of the calling app, which is made when it is not there. */
    public Customer ensured(String id) {
        return customers.ensure(callers.current().app(), id(id));
    }
}
