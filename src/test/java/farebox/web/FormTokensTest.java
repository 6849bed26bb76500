package farebox.web;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FormTokensTest {
    @Test
    void nothing_but_a_form_changes_a_page() {
        given().noContentType().post("/admin/nowhere").then().statusCode(400);
        given().noContentType().post("/portal/nowhere").then().statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{}")
                .put("/admin/nowhere")
                .then()
                .statusCode(400);
        given().contentType(ContentType.TEXT)
                .body("a=b")
                .post("/admin;a=b/nowhere")
                .then()
                .statusCode(400);
        given().contentType("application/x-www-form-urlencodedx")
                .body("a=b".getBytes(StandardCharsets.US_ASCII))
                .post("/admin/nowhere")
                .then()
                .statusCode(400);
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
