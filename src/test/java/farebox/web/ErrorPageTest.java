package farebox.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ErrorPageTest {
    private static final String BROWSERS = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Test
    void a_browser_at_no_address_of_ours_is_shown_the_way_back() {
        given().header("Accept", BROWSERS)
                .get("/nowhere")
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("href=\"/portal\">Back to the start"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json"})
    void a_program_at_no_address_of_ours_gets_a_problem(String accepted) {
        given().header("Accept", accepted)
                .get("/nowhere")
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("not_found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nowhere", "/openai/v1/nowhere", "/webhooks/nowhere"})
    void an_api_answers_programs_that_would_take_a_page_in_json(String address) {
        given().header("Accept", BROWSERS).get(address).then().statusCode(404).contentType(containsString("json"));
    }
}
