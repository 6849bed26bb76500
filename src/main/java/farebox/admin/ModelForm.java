package farebox.admin;

import farebox.cost.Model;
import org.jboss.resteasy.reactive.RestForm;

/** A model that an operator registers, as it is typed in. */
record ModelForm(
        @RestForm String name,
        @RestForm String bedrockId,
        @RestForm String bestFor) {
    private static final int NAME_LENGTH_MAX = 60;
    private static final int ID_LENGTH_MAX = 2_048;
    private static final int BEST_FOR_LENGTH_MAX = 100;

    static final ModelForm BLANK = new ModelForm("", "", "");

    Model model(CapabilitiesForm takes) {
        return Model.proposed(
                Typed.text("The name", name, NAME_LENGTH_MAX),
                Typed.text("The Bedrock id", bedrockId, ID_LENGTH_MAX),
                takes.contextTokens(),
                takes.tools(),
                takes.images(),
                takes.documents(),
                Typed.text("What it is best for", bestFor, BEST_FOR_LENGTH_MAX));
    }
}
