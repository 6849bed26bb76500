package farebox.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {
    @Test
    void the_contract_names_things_as_the_wire_does() {
        given().get("/q/openapi")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("/v1/invocations"),
                        containsString("max_tokens"),
                        containsString("rate_card"),
                        containsString("service_tier:"),
                        containsString("explain:"),
                        containsString("routing:"),
                        not(containsString("rateCard")),
                        not(containsString("/admin")),
                        not(containsString("/webhooks"))));
    }
}
