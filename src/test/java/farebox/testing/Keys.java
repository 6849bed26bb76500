package farebox.testing;

import farebox.customer.AppKey.Allowed;
import farebox.customer.AppKey.Naming;
import farebox.customer.Caller;

/** Keys as tests need them. */
public final class Keys {
    public static final Allowed EVERYTHING = new Allowed(Caller.SCOPES, true, Naming.ORDINARY);

    private Keys() {}
}
