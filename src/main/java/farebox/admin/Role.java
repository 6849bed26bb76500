package farebox.admin;

import java.util.Locale;

/** What an operator may do. */
public enum Role {
    /** Sees and changes everything. */
    ADMIN,
    /** Sees everything. */
    VIEWER;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
