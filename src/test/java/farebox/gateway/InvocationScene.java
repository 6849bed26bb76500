package farebox.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.sql.Postgres;
import farebox.testing.Keys;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An app with a key, a customer of it, and models that do as they are told. */
public abstract class InvocationScene {
    @Inject
    protected Apps apps;

    @Inject
    protected AppKeys keys;

    @Inject
    Breakers breakers;

    @Inject
    Postgres postgres;

    @Inject
    DataSource database;

    protected final String customer = "ada-" + UUID.randomUUID();
    protected String key;

    @BeforeEach
    void an_app_with_a_customer() {
        key = keys.create(apps.ensure("invocations").no(), "test", Keys.EVERYTHING);
        tell("{\"bedrock\": {\"latency_millis\": 0, \"behaviours\": []}}");
        app().body("{}").put("/v1/customers/" + customer).then().statusCode(200);
    }

    @AfterEach
    void models_behave() {
        breakers.forget();
        tell("{\"bedrock\": {\"latency_millis\": 150, \"behaviours\": []}}");
    }

    protected static void tell(String settings) {
        given().contentType(ContentType.JSON)
                .body(settings)
                .post("/sandbox/control")
                .then()
                .statusCode(200);
    }

    protected RequestSpecification app() {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    protected void grant(long credits) {
        app().header("Idempotency-Key", UUID.randomUUID())
                .body("{\"credits\": %d, \"reason\": \"a test\"}".formatted(credits))
                .post("/v1/customers/" + customer + "/grants")
                .then()
                .statusCode(201);
    }

    /** An app's own hold of ten credits. */
    String hold() {
        return app().body("{\"customer\": \"%s\", \"credits\": 10}".formatted(customer))
                .post("/v1/holds")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    String ask(String task, String text) {
        return "{\"customer\": \"%s\", \"task\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}"
                .formatted(customer, task, text);
    }

    ValidatableResponse invoke(String idempotencyKey, String body) {
        return app().header("Idempotency-Key", idempotencyKey)
                .body(body)
                .post("/v1/invocations")
                .then();
    }

    protected void balance(int available, int held) {
        app().get("/v1/customers/" + customer + "/balance")
                .then()
                .body("available", equalTo(available), "held", equalTo(held));
    }
}
