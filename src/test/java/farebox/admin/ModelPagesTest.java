package farebox.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.cost.Model;
import farebox.cost.ModelPrice;
import farebox.cost.Models;
import farebox.cost.ServiceTier;
import farebox.customer.Apps;
import farebox.customer.Customers;
import farebox.money.Usd;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators register models and price them, each tier by itself. */
@QuarkusTest
class ModelPagesTest {
    @Inject
    Operators operators;

    @Inject
    Models models;

    @Inject
    Apps apps;

    @Inject
    Customers customers;

    private final String name = "M " + UUID.randomUUID();
    private OperatorBrowser pages;

    @BeforeEach
    void sign_in() {
        pages = OperatorBrowser.as(operators, "models@farebox.example", Role.ADMIN);
    }

    private static String profile(String id) {
        return "arn:aws:bedrock:us-east-1:%012d:inference-profile/%s"
                .formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000L), id);
    }

    private Map<String, String> typed(String id) {
        return Map.of("name", name, "bedrockId", id, "context", "128,000", "tools", "true", "bestFor", "Tests");
    }

    private Model registered() {
        // In a transaction of its own, lest what was read before is read again.
        return QuarkusTransaction.requiringNew().call(models::all).stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ModelPrice price() {
        return models.price(registered().no()).orElseThrow();
    }

    @Test
    void a_model_is_registered_at_the_price_that_is_known_of_it() {
        pages.post("/admin/models/new", "/admin/models", typed(profile("us.amazon.nova-pro-v1:0")))
                .statusCode(303)
                .header("Location", containsString("/admin/models/"));
        assertTrue(registered().takesTools() && !registered().takesImages());
        assertEquals(
                Usd.parse("0.40"), price().rates(ServiceTier.FLEX).orElseThrow().input());
        pages.get("/admin/models").body(containsString(name));
        pages.get("/admin/audit").body(containsString(name));
    }

    @Test
    void what_a_model_takes_is_corrected_and_calls_are_routed_by_it_at_once() {
        pages.post("/admin/models/new", "/admin/models", typed(profile("us.amazon.nova-pro-v1:0")));
        var model = registered();
        var page = "/admin/models/" + model.no();
        pages.get(page).body(containsString("value=\"128,000\""));
        var changed = Map.of("context", "300,000", "documents", "true");
        pages.post(page, page + "/capabilities", changed).statusCode(303);
        assertEquals(
                new Model(model.no(), name, model.bedrockId(), 300_000, false, false, true, "Tests"), registered());
        pages.get("/admin/audit")
                .body(containsString("128,000 tokens of texts, tools → 300,000 tokens of texts, documents"));
        pages.post(page, page + "/capabilities", Map.of("context", "0"))
                .statusCode(422)
                .body(containsString("at least 1 token"));
        var micro = "/admin/models/1";
        var call = "/admin/routes?task=simple&documents=true";
        pages.get(call).body(containsString("takes no documents"));
        pages.post(micro, micro + "/capabilities", Map.of("context", "128,000", "tools", "true", "documents", "true"));
        pages.get(call).body(not(containsString("takes no documents")));
        pages.post(micro, micro + "/capabilities", Map.of("context", "128,000", "tools", "true"));
        pages.get(call).body(containsString("takes no documents"));
    }

    @Test
    void two_operators_register_models_at_the_same_instant() throws Exception {
        var waiting = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 4)
                    .mapToObj(no -> threads.submit(() -> {
                        // Two of them even by the same name.
                        var form = new HashMap<>(typed(profile("us.amazon.nova-pro-v1:0")));
                        form.put("name", name + no / 2);
                        waiting.await();
                        return pages.post("/admin/models/new", "/admin/models", form)
                                .extract()
                                .statusCode();
                    }))
                    .toList();
            waiting.countDown();
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) statuses.add(answer.get());
            Collections.sort(statuses);
            assertEquals(List.of(303, 303, 422, 422), statuses);
        }
    }

    @Test
    void a_model_without_a_price_is_refused_with_what_was_typed() {
        pages.post("/admin/models/new", "/admin/models", typed(profile("eu.amazon.nova-pro-v1:0")))
                .statusCode(422)
                .body(allOf(containsString("No price of"), containsString(name)));
        var wrong = typed("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc");
        pages.post("/admin/models/new", "/admin/models", wrong)
                .statusCode(422)
                .body(containsString("does not say which model answers"));
    }

    @Test
    void every_tier_has_rates_of_its_own_from_the_day_that_is_typed() {
        pages.post("/admin/models/new", "/admin/models", typed(profile("us.amazon.nova-micro-v1:0")));
        var page = "/admin/models/" + registered().no();
        reprice(page, "2099-01-01", "0.07", "0.02", "").statusCode(303);
        assertEquals(Usd.parse("0.035"), price().rates().input()); // not yet
        pages.get(page).body(containsString("2099"));
        reprice(page, "", "0.05", "0.02", "").statusCode(303).header("Location", endsWith("/admin/models"));
        assertEquals(Usd.parse("0.05"), price().rates().input());
        assertEquals(Usd.parse("0.001"), price().rates().request().orElseThrow());
        assertEquals(
                Usd.parse("0.02"), price().rates(ServiceTier.FLEX).orElseThrow().input());
        assertTrue(price().rates(ServiceTier.PRIORITY).isEmpty());
        reprice(page, "", "0.05", "0.02", "cheap")
                .statusCode(422)
                .body(allOf(
                        containsString("The input price of the priority tier must be"),
                        containsString("value=\"cheap\"")));
        reprice(page, "2020-01-01", "0.05", "0.02", "").statusCode(422).body(containsString("in the past"));
    }

    private io.restassured.response.ValidatableResponse reprice(
            String page, String from, String input, String flex, String priority) {
        var names = new ArrayList<>(List.of("from"));
        var values = new ArrayList<>(List.of(from));
        for (var typed : List.of(
                List.of("input", input, flex, priority),
                List.of("output", "0.20", "0.10", priority.isEmpty() ? "" : "1"),
                List.of("request", "0.001", "", ""))) {
            for (var value : typed.subList(1, typed.size())) {
                names.add(typed.getFirst());
                values.add(value);
            }
        }
        return pages.post(page, page + "/prices", names, values);
    }

    @Test
    void an_operator_deletes_the_stored_answers_of_a_customer() {
        var eve = customers.put(apps.ensure("models").no(), "eve-" + UUID.randomUUID(), "Eve", "");
        var page = "/admin/customers/" + eve.no();
        pages.post(page, page + "/forgotten-answers", Map.of()).statusCode(303).header("Location", startsWith("http"));
        pages.get("/admin/audit").body(allOf(containsString("answers deleted"), not(containsString("{eve"))));
    }
}
