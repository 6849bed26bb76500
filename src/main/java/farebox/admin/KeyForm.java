package farebox.admin;

import jakarta.ws.rs.BeanParam;
import org.jboss.resteasy.reactive.RestForm;

/** A key for an app, as it is asked for. */
record KeyForm(
        @RestForm String app,
        @RestForm String name,
        @BeanParam AllowanceForm allowance) {
    private static final int NAME_LENGTH_MAX = 60;

    static final KeyForm BLANK = new KeyForm("", "", AllowanceForm.BLANK);

    String appName() {
        return Typed.text("The app's name", app, NAME_LENGTH_MAX);
    }

    String keyName() {
        return Typed.text("The key's name", name, NAME_LENGTH_MAX);
    }
}
