package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Checkout sessions: made open, then completed by a payment or expired. */
@ApplicationScoped
class Sessions {
    static final String KIND = "checkout.session";
    private static final String ID_PREFIX = "cs_test_";

    private final Documents documents;
    private final Shapes shapes;
    private final Customers customers;
    private final Events events;
    private final Clock clock;

    Sessions(Documents documents, Shapes shapes, Customers customers, Events events, Clock clock) {
        this.documents = documents;
        this.shapes = shapes;
        this.customers = customers;
        this.events = events;
        this.clock = clock;
    }

    /** A redirect URL with the session's id where the merchant wants it. */
    static String named(String url, String id) {
        return url.replace("{CHECKOUT_SESSION_ID}", id);
    }

    /** The payment intent of a session is named after it, so that neither needs to be searched for. */
    static String intentOf(ObjectNode session) {
        return "pi_" + session.path("id").asText().substring(ID_PREFIX.length());
    }

    @Transactional
    ObjectNode create(Params params, URI publicUrl) {
        var request = new SessionRequest(params);
        params.text("customer").ifPresent(customers::require);
        var session = request.fill(shapes.blank(KIND, ID_PREFIX), shapes, clock.instant());
        session.put(
                "url",
                publicUrl
                        .resolve("/sandbox/stripe/pay/" + session.path("id").asText())
                        .toString());
        documents.add(session);
        documents.add(request.fillIntent(shapes.blank("payment_intent", "pi_"), session));
        return session;
    }

    Optional<ObjectNode> find(String id) {
        return documents.find(id).filter(Sessions::isSession);
    }

    boolean isOpen(ObjectNode session) {
        return session.path("status").asText().equals("open")
                && session.path("expires_at").asLong() > clock.instant().getEpochSecond();
    }

    /** The session, locked until the transaction ends, if it can still be paid. */
    Optional<ObjectNode> lockOpen(String id) {
        return documents.lock(id).filter(Sessions::isSession).filter(this::isOpen);
    }

    void complete(ObjectNode session, String email) {
        session.put("status", "complete")
                .put("payment_intent", intentOf(session))
                .putNull("url");
        session.putObject("customer_details").put("email", email).put("tax_exempt", "none");
        if (session.path("customer_creation").asText().equals("always")
                && session.path("customer").isNull()) {
            session.put("customer", customers.create(email));
        }
        documents.change(session);
    }

    void markPaid(ObjectNode session) {
        documents.change(session.put("payment_status", "paid"));
    }

    @Transactional
    ObjectNode expire(String id) {
        var session =
                documents.lock(id).filter(Sessions::isSession).orElseThrow(() -> StripeError.noSuch(KIND, id, "id"));
        var status = session.path("status").asText();
        if (!status.equals("open")) {
            var message = "Only Checkout Sessions with a status in [\"open\"] can be expired."
                    + " This Checkout Session has a status of " + status + ".";
            throw StripeError.invalid(null, null, message);
        }
        documents.change(session.put("status", "expired").putNull("url"));
        events.publish(List.of(new Happening("checkout.session.expired", session)));
        return session;
    }

    /** Expires what nobody paid in time. */
    @Transactional
    void expireOverdue() {
        documents.lockOverdueSessions().forEach(this::expire);
    }

    private static boolean isSession(ObjectNode document) {
        return document.path("object").asText().equals(KIND);
    }
}
