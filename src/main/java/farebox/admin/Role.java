package farebox.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator may do. */
public enum Role {
    /** Sees and changes everything. */
    ADMIN,
    /** Sees everything. */
    VIEWER;

    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** As the end of a sentence. */
    String words() {
        return this == ADMIN ? "an admin" : "a viewer";
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
