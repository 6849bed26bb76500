package farebox.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FormTokensTest {
    @Test
    void nothing_but_a_form_changes_a_page() {
        given().noContentType().post("/admin/nowhere").then().statusCode(400);
        given().noContentType().post("/portal/nowhere").then().statusCode(400);
    }

    @Test
    void a_form_without_its_token_is_told_to_be_stale() {
        for (var action : List.of("/admin/login", "/portal/enter"))
            given().contentType(ContentType.URLENC)
                    .formParam("token", "any")
                    .post(action)
                    .then()
                    .statusCode(400)
                    .contentType(ContentType.HTML)
                    .body(containsString("Nothing was changed."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "application/x-www-form-urlencodedx",
                // The check of tokens knows forms by their exact name, while the resource behind it is not so strict.
                "Application/x-www-form-urlencoded"
            })
    void what_only_looks_like_a_form_is_stopped(String type) throws IOException, InterruptedException {
        var post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/../admin/nowhere"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("a=b"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertEquals(400, client.send(post, BodyHandlers.discarding()).statusCode());
        }
    }

    @Test
    void programs_need_no_token() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/nowhere")
                .then()
                .statusCode(404);
    }
}
