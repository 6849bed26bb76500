package farebox.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import farebox.customer.Apps;
import farebox.sql.Postgres;
import farebox.webhook.Endpoint;
import farebox.webhook.Endpoints;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
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

    @Inject
    Postgres postgres;

    OperatorBrowser pages;

    @BeforeEach
    void sign_in() {
        pages = OperatorBrowser.as(operators, "webhooks@farebox.example", Role.ADMIN);
        apps.ensure("webhook pages");
    }

    @Test
    void a_secret_is_shown_once_and_an_endpoint_is_removed() {
        pages.post(HERE, HERE, form("http://localhost:9/pages")).statusCode(200).body(containsString("whsec_"));
        var no = no("/pages");
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
    void an_endpoint_that_is_off_says_why_and_is_switched_on() {
        pages.post(HERE, HERE, form("http://localhost:9/gone")).statusCode(200);
        var page = HERE + "/" + no("/gone");
        pages.post(page, page + "/use", Map.of()).statusCode(303);
        postgres.change(
                "update webhook_endpoint set off_since = now(), off_reason = 'It is gone.' where url like '%/gone'");
        pages.get(HERE).body(containsString("off since"));
        pages.get(page).body(allOf(containsString("It is gone."), containsString("Switch on")));
        pages.post(page, page + "/use", Map.of()).statusCode(303);
        pages.get(page).body(not(containsString("It is gone.")));
        pages.get("/admin/audit").body(containsString("webhook endpoint switched on"));
        pages.post(page, page + "/removal", Map.of()).statusCode(303);
    }

    @Test
    void what_waits_and_what_was_given_up_is_counted() {
        pages.post(HERE, HERE, form("http://localhost:9/counted")).statusCode(200);
        var no = no("/counted");
        for (var state : List.of("failed", "failed", "failed", "waiting", "delivered")) postgres.change("""
                    with told as (
                      insert into webhook_event (id, type, body, at)
                      values (gen_random_uuid(), 'wallet.frozen', '{}', now())
                      returning id)
                    insert into webhook_delivery (event, endpoint, state, due_at)
                    select id, ?, ?, now() + interval '1 day' from told
                    """, no, state);
        pages.get(HERE).body(matchesPattern("(?s).*/counted</a>.*?<td class=\"num\">1</td><td class=\"num\">3</td>.*"));
        endpoints.remove(no);
    }

    @Test
    void bad_input_shows_why_and_what_was_typed() {
        pages.post(HERE, HERE, form("ftp://app.example"))
                .statusCode(422)
                .body(allOf(containsString("The address must be one such as"), containsString("ftp://app.example")));
    }

    @Test
    void a_viewer_registers_none() {
        var viewer = OperatorBrowser.as(operators, "viewer@farebox.example", Role.VIEWER);
        viewer.get(HERE).statusCode(200).body(not(containsString("New endpoint")));
        viewer.post(HERE, HERE, form("http://localhost:9/sneaked")).statusCode(403);
    }

    private int no(String path) {
        return endpoints.all().stream()
                .map(Endpoints.Counted::endpoint)
                .filter(endpoint -> endpoint.url().getPath().equals(path))
                .map(Endpoint::no)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> form(String url) {
        return Map.of("app", "webhook pages", "url", url, "type", "wallet.frozen", "lowBelow", "20");
    }
}
