package farebox.admin;

import farebox.admin.Typed.Mistyped;
import org.jboss.resteasy.reactive.RestForm;

/** An operator who is to be let in, as they are typed in. */
record OperatorForm(
        @RestForm String name,
        @RestForm String email,
        @RestForm String role) {
    static final OperatorForm BLANK = new OperatorForm("", "", Role.VIEWER.word());

    private static final int NAME_LENGTH_MAX = 60;

    String typedName() {
        return Typed.text("The name", name, NAME_LENGTH_MAX);
    }

    String address() {
        var address = Operators.normal(Typed.text("The e-mail address", email, Operators.EMAIL_LENGTH_MAX));
        if (!address.matches("[^@\\s]+@[^@\\s]+")) throw new Mistyped("That is no e-mail address.");
        return address;
    }

    Role chosen() {
        return Role.of(role).orElseThrow(() -> new Mistyped("An operator is an admin or a viewer."));
    }
}
