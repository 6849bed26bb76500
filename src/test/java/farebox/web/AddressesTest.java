package farebox.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.testing.Keys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An address is taken as it stands, and one that is none is refused in the words of its surface. */
@QuarkusTest
class AddressesTest {
    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    private String told(String method, String path) throws Exception {
        return told(method, path, keys.create(apps.ensure("addresses").no(), "test", Keys.EVERYTHING));
    }

    private static String told(String method, String path, String key) throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            var body = """
                    {"messages": [{"role": "user", "content": [{"text": "hi"}]}], "requestMetadata": {"customer": "ada"}}""";
            var head = """
                    %s %s HTTP/1.1
                    Host: localhost
                    Authorization: Bearer %s
                    Connection: close
                    Content-Type: application/json
                    Content-Length: %d

                    %s""".formatted(method, path, key, body.length(), body).replace("\n", "\r\n");
            socket.getOutputStream().write(head.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void assertProblem(int status, String place, String code, String told) {
        assertTrue(told.startsWith("HTTP/1.1 " + status), told);
        assertTrue(told.contains("x-request-id: req_"), told);
        assertEquals(code, JsonPath.from(told.substring(told.indexOf('{'))).getString(place), told);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /bedrock/model/simple%20/converse, code, task_not_found",
        "POST, /bedrock/model/%20simple/converse-stream, code, task_not_found",
        "POST, /bedrock/model/simple%2F/converse, code, task_not_found",
        "GET, /openai/v1/models/simple%20, error.code, task_not_found",
    })
    void a_name_with_something_around_it_is_another(String method, String path, String place, String code)
            throws Exception {
        assertProblem(404, place, code, told(method, path));
    }

    /** As of a client that is told the address of a surface with a slash at its end: AWS's for JavaScript adds its own. */
    @ParameterizedTest
    @CsvSource({
        "POST, /bedrock//model/simple/converse",
        "POST, /bedrock//model/simple/converse-stream",
        "GET, /openai/v1//models",
        "GET, //v1/packs",
        "GET, http://localhost//v1/packs",
    })
    void an_empty_step_is_none(String method, String path) throws Exception {
        assertFalse(told(method, path).startsWith("HTTP/1.1 404"));
        var refused = told(method, path, "fbx_test_nobody");
        assertTrue(refused.matches("(?s)HTTP/1.1 40[13].*"), refused);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/customers/%zz, code",
        "/v1/%, code",
        "/%, code",
        "/openai/v1/models/%zz, error.code",
        "/openai/%a, error.code",
        "/bedrock/model/%zz/converse, code",
        "/v1/customers/ada?limit=%zz, code",
        "/openai/v1/models/<x>, error.code",
    })
    void an_address_that_cannot_be_decoded_is_refused(String path, String place) throws Exception {
        for (var method : new String[] {"GET", "POST"}) {
            assertProblem(400, place, "invalid_request", told(method, path));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openai/v1/models",
                "/openai;a=b/v1/models",
                "/openai/v1;a=b/models",
                ";a=b/openai/v1/models",
                "/;a=b/openai/v1/models",
                "/openai;/v1/models",
                "/%6Fpenai/v1/models",
                "/openai%2Fv1/models",
                "/x/../openai/v1/models",
                "/./openai/v1/models",
                "/v1;a=b/openapi",
                "//openai//v1//models",
            })
    void no_way_to_write_an_address_leads_past_the_guard(String path) throws Exception {
        var told = told("GET", path, "fbx_test_nobody");
        assertTrue(told.matches("(?s)HTTP/1.1 4.*"), told);
    }

    @Test
    void aws_clients_find_the_type_of_such_a_request() throws Exception {
        var told = told("POST", "/bedrock/model/%zz/converse");
        assertTrue(told.contains("x-amzn-ErrorType: ValidationException"), told);
    }

    @ParameterizedTest
    @CsvSource({"/admin/%zz", "/portal/%"})
    void people_see_a_page(String path) throws Exception {
        var told = told("GET", path);
        assertTrue(told.startsWith("HTTP/1.1 400"), told);
        assertTrue(told.contains("</html>"), told);
    }
}
