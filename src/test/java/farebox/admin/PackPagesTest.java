package farebox.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import farebox.pack.Pack;
import farebox.pack.Packs;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PackPagesTest {
    @Inject
    Operators operators;

    @Inject
    Packs packs;

    OperatorBrowser pages;

    @BeforeEach
    void sign_in() {
        pages = OperatorBrowser.as(operators, "packs@farebox.example", Role.ADMIN);
    }

    @AfterEach
    void leave_only_what_was_there() {
        packs.onSale().stream().filter(pack -> pack.no() > 3).forEach(pack -> packs.retire(pack.no()));
    }

    @Test
    void a_pack_is_created_changed_and_retired_and_each_is_noted() {
        create(form("Trial", "50", "4.99"));
        var no = named("Trial").no();
        pages.post("/admin/packs/" + no, "/admin/packs/" + no, form("Tryout", "60", "$5.99"))
                .statusCode(303)
                .header("Location", endsWith("/admin/packs"));
        pages.post("/admin/packs/" + no, "/admin/packs/" + no + "/retirement", Map.of())
                .statusCode(303);
        pages.get("/admin/packs")
                .body(allOf(containsString("Tryout"), containsString("$5.99"), containsString("retired")));
        pages.get("/admin/audit")
                .body(allOf(
                        containsString("pack created"),
                        containsString("60 credits for $5.99"),
                        containsString("pack retired")));
    }

    @Test
    void bad_input_shows_the_message_and_what_was_typed() {
        pages.post("/admin/packs/new", "/admin/packs", form("Half", "12.5", "3"))
                .statusCode(422)
                .body(allOf(
                        containsString("Credits must be a whole number such as 2,000."),
                        containsString("value=\"12.5\"")));
        pages.post("/admin/packs/new", "/admin/packs", form("Cheap", "10", "0.10"))
                .statusCode(422)
                .body(containsString("A pack costs $0.50 to $999,999.99."));
        pages.get("/admin/packs").body(not(containsString("Cheap")));
    }

    @Test
    void what_is_typed_is_never_markup() {
        create(form("<b>Bold</b>", "10", "3"));
        pages.get("/admin/packs").body(allOf(containsString("&lt;b&gt;Bold"), not(containsString("<b>Bold"))));
    }

    @Test
    void a_form_without_the_token_of_its_page_is_refused() {
        pages.request()
                .contentType(ContentType.URLENC)
                .formParams(form("Forged", "10", "3"))
                .post("/admin/packs")
                .then()
                .statusCode(400);
        pages.get("/admin/packs").body(not(containsString("Forged")));
    }

    @Test
    void a_viewer_sees_packs_and_changes_none() {
        var viewer = OperatorBrowser.as(operators, "viewer@farebox.example", Role.VIEWER);
        viewer.get("/admin/packs").statusCode(200).body(not(containsString("New pack")));
        viewer.get("/admin/packs/1").body(containsString("<fieldset class=\"card-body\" disabled>"));
        viewer.post("/admin/packs", "/admin/packs", form("Sneaked", "10", "3"))
                .statusCode(403)
                .body(containsString("This may not be done here."));
    }

    @Test
    void the_line_after_a_form_is_shown_once() {
        var line = create(form("Flashy", "10", "3"));
        pages.request()
                .cookie("farebox-flash", line)
                .get("/admin/packs")
                .then()
                .body(containsString("The pack Flashy was created."))
                .cookie("farebox-flash", "");
        pages.get("/admin/packs").body(not(containsString("The pack Flashy was created.")));
    }

    private String create(Map<String, String> form) {
        return pages.post("/admin/packs/new", "/admin/packs", form)
                .statusCode(303)
                .extract()
                .cookie("farebox-flash");
    }

    private Pack named(String name) {
        return packs.all().stream()
                .filter(pack -> pack.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> form(String name, String credits, String price) {
        return Map.of("name", name, "credits", credits, "price", price, "days", "");
    }
}
