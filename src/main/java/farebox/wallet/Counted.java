package farebox.wallet;

import farebox.money.CustomerNo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * On which caps a hold was counted, so that what it gives back is given back there, also after midnight.
 *
 * @param key the number of the key, or null
 * @param day as PostgreSQL writes it, or null
 */
record Counted(Set<Cap.Scope> scopes, Integer key, String day) {
    static final Counted NOWHERE = new Counted(Set.of(), null, null);

    static Counted of(int bits, Integer key, String day) {
        if (bits == 0) return NOWHERE;
        var scopes = EnumSet.noneOf(Cap.Scope.class);
        Arrays.stream(Cap.Scope.values())
                .filter(scope -> (bits & scope.bit()) != 0)
                .forEach(scopes::add);
        return new Counted(scopes, key, day);
    }

    int bits() {
        return scopes.stream().mapToInt(Cap.Scope::bit).sum();
    }

    /** The rows of the caps. */
    List<OpenCaps.Name> names(CustomerNo customer) {
        return scopes.stream()
                .map(scope -> new OpenCaps.Name(scope, scope.ofKey() ? key : customer.value()))
                .toList();
    }

    String day(Cap.Scope scope) {
        return scope == Cap.Scope.KEY_TOTAL ? OpenCaps.EVER : day;
    }
}
