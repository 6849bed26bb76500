package farebox.welcome;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.admin.Operators;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DemoTest {
    @Inject
    Demo demo;

    @Inject
    Operators operators;

    private String appKey;

    @BeforeEach
    void seed() {
        appKey = demo.appKey().orElseThrow();
    }

    @Test
    void every_start_tells_the_same_logins() {
        assertEquals(appKey, demo.appKey().orElseThrow());
        assertEquals(demo.operator(), demo.operator());
    }

    @Test
    void the_key_works_and_ada_has_no_credits() {
        given().header("Authorization", "Bearer " + appKey)
                .get("/v1/customers/ada/balance")
                .then()
                .statusCode(200)
                .body("available", equalTo(0));
    }

    @Test
    void the_key_makes_a_link_into_the_portal() {
        given().header("Authorization", "Bearer " + appKey)
                .contentType("application/json")
                .body(Map.of("customer", "ada"))
                .post("/v1/portal-sessions")
                .then()
                .statusCode(201)
                .body("url", startsWith("http"));
    }

    @Test
    void the_operator_can_sign_in() {
        var login = demo.operator().orElseThrow();
        assertTrue(operators.opens(login.email(), login.password()));
    }
}
