package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/** The hosted pay page, where a buyer pays a Checkout session with a test card or by bank debit. */
@Path("/sandbox/stripe/pay/{session}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class PayPages {
    private static final Map<String, Tender> WITHOUT_CARD = Map.of(
            "bank_debit", new Tender.BankDebit(true),
            "bank_debit_failing", new Tender.BankDebit(false));
    private static final String NOT_A_TEST_CARD =
            "Your card was declined: this is a sandbox, and that is not one of its test cards.";

    @CheckedTemplate(basePath = "sandbox", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Pay(
            Order order, CardForm form, Map<String, String> faults, Optional<String> declined, List<TestCard> testCards)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "sandbox", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Closed(String title, String explanation, Optional<String> wayBack) implements TemplateInstance {}

    private final Sessions sessions;
    private final Payments payments;
    private final Clock clock;

    PayPages(Sessions sessions, Payments payments, Clock clock) {
        this.sessions = sessions;
        this.payments = payments;
        this.clock = clock;
    }

    @GET
    public Response show(@RestPath String session) {
        var open = sessions.find(session).filter(sessions::isOpen);
        if (open.isEmpty()) return closed(session);
        var email = open.get().path("customer_email").asText("");
        return page(200, open.get(), new CardForm(email, "", "", ""), Map.of(), Optional.empty());
    }

    @POST
    public Response pay(@RestPath String session, String body) {
        var open = sessions.find(session).filter(sessions::isOpen);
        if (open.isEmpty()) return closed(session);
        var fields = Params.parse(body);
        var form = CardForm.of(fields);
        var debit = fields.text("pay_with").map(WITHOUT_CARD::get);
        var faults = debit.isPresent() ? form.emailFaults() : form.faults(YearMonth.now(clock));
        if (!faults.isEmpty()) return page(422, open.get(), form, faults, Optional.empty());
        var tender = debit.or(form::tender);
        if (tender.isEmpty()) return page(402, open.get(), form, Map.of(), Optional.of(NOT_A_TEST_CARD));
        return switch (payments.pay(session, tender.get(), form.email().strip())) {
            case PayOutcome.Accepted(var successUrl) ->
                Response.seeOther(URI.create(successUrl)).build();
            case PayOutcome.Declined(var message) -> page(402, open.get(), form, Map.of(), Optional.of(message));
            case PayOutcome.NotOpen() -> closed(session);
        };
    }

    private Response page(
            int status, ObjectNode session, CardForm form, Map<String, String> faults, Optional<String> declined) {
        return html(status, new Pay(Order.of(session), form, faults, declined, List.of(TestCard.values())));
    }

    private Response closed(String id) {
        var found = sessions.find(id);
        if (found.isEmpty()) {
            return html(404, new Closed("No such checkout", "This link leads to no checkout.", Optional.empty()));
        }
        var session = found.get();
        if (session.path("status").asText().equals("complete")) {
            var back = Sessions.named(session.path("success_url").asText(), id);
            return html(
                    200, new Closed("Already paid", "This checkout is complete. Pay only once.", Optional.of(back)));
        }
        var back = Optional.ofNullable(session.path("cancel_url").textValue());
        return html(200, new Closed("Checkout expired", "Its time is over. Nothing was charged.", back));
    }

    private static Response html(int status, TemplateInstance page) {
        return Response.status(status)
                .entity(page)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
