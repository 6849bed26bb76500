package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.cost.Model;
import farebox.web.Formats;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;

/** What a model can take, as it is typed in. */
record CapabilitiesForm(
        @RestForm String context,
        @RestForm boolean tools,
        @RestForm boolean images,
        @RestForm boolean documents) {
    static final CapabilitiesForm BLANK = new CapabilitiesForm("", false, false, false);

    static CapabilitiesForm of(Model model) {
        return new CapabilitiesForm(
                Formats.grouped(model.contextTokens()),
                model.takesTools(),
                model.takesImages(),
                model.takesDocuments());
    }

    /** The same model with these capabilities. */
    Model described(Model model) {
        return new Model(
                model.no(),
                model.name(),
                model.bedrockId(),
                contextTokens(),
                tools,
                images,
                documents,
                model.bestFor());
    }

    long contextTokens() {
        var tokens = Typed.whole("The context", context);
        if (tokens == 0) throw new Mistyped("A model holds at least 1 token.");
        return tokens;
    }

    /** Such as "128,000 tokens of texts, tools". */
    static String words(Model model) {
        return Formats.grouped(model.contextTokens()) + " tokens of "
                + Stream.of(
                                "texts",
                                model.takesTools() ? "tools" : "",
                                model.takesImages() ? "pictures" : "",
                                model.takesDocuments() ? "documents" : "")
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(", "));
    }
}
