package farebox.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import farebox.customer.Apps;
import farebox.webhook.Endpoint;
import farebox.webhook.Endpoints;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookPagesTest {
    private static final String HERE = "/admin/webhooks";

    @Inject
    Operators operators;

    @Inject
    Apps apps;

    @Inject
    Endpoints endpoints;

    OperatorPages pages;

    @BeforeEach
    void sign_in() {
        pages = OperatorPages.as(operators, "webhooks@farebox.example", Role.ADMIN);
        apps.ensure("webhook pages");
    }

    @Test
    void a_secret_is_shown_once_and_an_endpoint_is_removed() {
        pages.post(HERE, HERE, form("http://localhost:9/pages")).statusCode(200).body(containsString("whsec_"));
        var no = endpoints.all().stream()
                .filter(endpoint -> endpoint.url().getPath().equals("/pages"))
                .map(Endpoint::no)
                .findFirst()
                .orElseThrow();
        pages.get(HERE).body(allOf(containsString("http://localhost:9/pages"), not(containsString("whsec_"))));
        pages.get(HERE + "/" + no).body(containsString("Nothing has happened yet"));
        pages.post(HERE + "/" + no, HERE + "/" + no + "/secret", Map.of()).body(containsString("whsec_"));
        pages.post(HERE + "/" + no, HERE + "/" + no + "/removal", Map.of()).statusCode(303);
        pages.get("/admin/audit")
                .body(allOf(
                        containsString("webhook endpoint registered"),
                        containsString("webhook secret replaced"),
                        containsString("webhook endpoint removed"),
                        not(containsString("whsec_"))));
    }

    @Test
    void bad_input_shows_why_and_what_was_typed() {
        pages.post(HERE, HERE, form("ftp://app.example"))
                .statusCode(422)
                .body(allOf(containsString("The address must be one such as"), containsString("ftp://app.example")));
    }

    @Test
    void a_viewer_registers_none() {
        var viewer = OperatorPages.as(operators, "viewer@farebox.example", Role.VIEWER);
        viewer.get(HERE).statusCode(200).body(not(containsString("New endpoint")));
        viewer.post(HERE, HERE, form("http://localhost:9/sneaked")).statusCode(403);
    }

    private static Map<String, String> form(String url) {
        return Map.of("app", "webhook pages", "url", url, "type", "wallet.frozen", "lowBelow", "20");
    }
}
