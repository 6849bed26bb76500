package farebox.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.customer.Customers;
import farebox.ledger.BooksCheck;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.Postgres;
import farebox.testing.Keys;
import farebox.testing.OwnerConnection;
import farebox.wallet.Wallets;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance counts as dead while its model call is still under way: it is swept, and then it answers after all. */
@QuarkusTest
class LateAnswerTest {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    @Inject
    Customers customers;

    @Inject
    Wallets wallets;

    @Inject
    Postgres postgres;

    @Inject
    DataSource database;

    @BeforeEach
    void models_are_slow() {
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"slow\", \"millis\": 9000}]}}");
    }

    @AfterEach
    void models_behave() {
        tell("{\"bedrock\": {\"behaviours\": []}}");
    }

    private static void tell(String settings) {
        given().contentType(ContentType.JSON)
                .body(settings)
                .post("/sandbox/control")
                .then()
                .statusCode(200);
    }

    @Test
    void a_swept_call_that_answers_is_not_charged_and_costs_what_it_cost() throws Exception {
        var app = apps.ensure("late").no();
        var key = keys.create(app, "late", Keys.EVERYTHING);
        var id = "late-" + UUID.randomUUID();
        var ada = customers.put(app, id, "Ada", "").no();
        given().header("Authorization", "Bearer " + key)
                .header("Idempotency-Key", id)
                .contentType(ContentType.JSON)
                .body("{\"credits\": 20, \"reason\": \"a test\"}")
                .post("/v1/customers/" + id + "/grants")
                .then()
                .statusCode(201);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> given().header("Authorization", "Bearer " + key)
                    .contentType(ContentType.JSON)
                    .body(("{\"customer\": \"%s\", \"task\": \"simple\","
                                    + " \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}")
                            .formatted(id))
                    .post("/v1/invocations")
                    .then());
            until(() -> !wallets.of(ada).held().isNone());
            itsInstanceIsDead(ada);
            until(() -> wallets.of(ada).held().isNone());
            assertTrue(cost(ada) > 0, "the announced call is booked at its estimate");
            answer.get().statusCode(503).body("charged", equalTo(0));
        }
        assertEquals(Credits.of(20), wallets.of(ada).available());
        assertEquals("late", text("select state from invocation where customer_no = ?", ada));
        assertEquals(
                Long.parseLong(text("select cost_nanos from attempt where customer_no = ?", ada)),
                cost(ada),
                "the books hold what the call really cost");
        assertTrue(BooksCheck.run(database, progress -> {}).ok());
        given().get("/q/metrics")
                .then()
                .body(containsString("farebox_calls_total{outcome=\"swept\",task=\"simple\"}"))
                .body(containsString("farebox_calls_total{outcome=\"late\",task=\"simple\"}"));
    }

    private static void until(BooleanSupplier holds) {
        var begun = System.nanoTime();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < PATIENCE_NANOS, "it takes too long");
            Thread.onSpinWait();
        }
    }

    private static void itsInstanceIsDead(CustomerNo customer) throws Exception {
        try (var owner = OwnerConnection.open();
                var statement = owner.createStatement()) {
            statement.execute("with gone as (insert into instance (ended_at) values (now()) returning instance)"
                    + " update hold set instance = (select instance from gone) where customer_no = " + customer);
        }
    }

    private long cost(CustomerNo customer) {
        return Long.parseLong(text(
                "select sum(case when debit = 51 then amount else -amount end) from move"
                        + " where customer_no = ? and 51 in (debit, credit)",
                customer));
    }

    private String text(String query, CustomerNo customer) {
        return postgres.first(query, row -> row.getString(1), customer.value()).orElseThrow();
    }
}
