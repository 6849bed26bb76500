package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The buyers that a merchant, or a checkout, has made known to Stripe. */
@ApplicationScoped
class Customers {
    private static final String KIND = "customer";
    private static final Set<String> KNOWN = Set.of("description", "email", "expand[]", "metadata", "name", "phone");

    private final Documents documents;
    private final Shapes shapes;

    Customers(Documents documents, Shapes shapes) {
        this.documents = documents;
        this.shapes = shapes;
    }

    ObjectNode create(Params params) {
        params.only(KNOWN);
        var customer = shapes.blank(KIND, "cus_");
        for (var name : new String[] {"description", "email", "name", "phone"}) {
            customer.put(name, params.text(name).orElse(null));
        }
        params.metadata("metadata").forEach(customer.withObject("/metadata")::put);
        documents.add(customer);
        return customer;
    }

    /** The id of a new customer who is known by an e-mail address alone. */
    String create(String email) {
        var customer = shapes.blank(KIND, "cus_").put("email", email);
        documents.add(customer);
        return customer.path("id").asText();
    }

    void require(String id) {
        documents
                .find(id)
                .filter(found -> found.path("object").asText().equals(KIND))
                .orElseThrow(() -> StripeError.noSuch(KIND, id, KIND));
    }
}
