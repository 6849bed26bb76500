package farebox.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.cost.Models;
import farebox.cost.ServiceTier;
import farebox.rate.Conditions;
import farebox.rate.Presets;
import farebox.rate.RateCards;
import farebox.rate.Rule;
import farebox.testing.Offers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules as operators edit them and try them out. */
@QuarkusTest
class RoutePagesTest {
    private static final Pattern FIELD = Pattern.compile(
            "<input class=\"form-control\"[^>]* name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"|<select [^>]*name=\"([^\"]+)\"|"
                    + "<option value=\"([^\"]*)\"( selected)?");

    private static final String FIRST = "the first option";

    @Inject
    Operators operators;

    @Inject
    RateCards cards;

    @Inject
    Models models;

    @Inject
    Offers offers;

    OperatorBrowser pages;

    private final String task = "r-" + UUID.randomUUID().toString().substring(0, 30);

    @BeforeEach
    void sign_in() {
        pages = OperatorBrowser.as(operators, "routes@farebox.example", Role.ADMIN);
    }

    @AfterEach
    void leave_only_what_was_there() {
        offers.withdraw(task);
    }

    private String no(String name) {
        return Integer.toString(offers.model(name).no());
    }

    private List<Rule> published() {
        return cards.current().line(task).orElseThrow().rules();
    }

    /** Fields of the form as they are sent, several of one name among them. */
    private record Fields(List<String> names, List<String> values) {
        Fields() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        Fields with(String name, String... more) {
            for (var value : more) {
                names.add(name);
                values.add(value);
            }
            return this;
        }
    }

    private Fields form(String price) {
        return new Fields()
                .with("base", "" + cards.current().version())
                .with("slug", task)
                .with("name", "Routed")
                .with("kind", "fixed")
                .with("credits", price)
                .with("input", "100000")
                .with("output", "1000");
    }

    private ValidatableResponse send(String page, String action, Fields fields) {
        return pages.post("/admin/tasks/" + page, action, fields.names, fields.values);
    }

    @Test
    void rules_are_typed_in_tried_in_the_order_of_their_places_and_read_again() {
        var fields = form("1")
                .with("place", "2", "1", "3")
                .with("plan", "", "free", "")
                .with("characters", "1,500", "", "")
                .with("tokens", "", "600", "")
                .with("outputBelow", "", "700", "")
                .with("brings", "tools", "both", "")
                .with("tier", "", "flex", "")
                .with("order", "cheapest", "listed", "listed", "listed")
                .with("route", no("Nova Lite"), no("Nova Micro"), "0", "0")
                .with("route", no("Nova Lite"), "0", "0", "0")
                .with("route", "0", "0", "0", "0")
                .with("route", no("Nova Pro"), "0", no("Claude Haiku 4.5"), "0");
        send("new", "/admin/tasks", fields).statusCode(303);
        var free = new Conditions(
                Optional.of("free"),
                OptionalInt.empty(),
                OptionalInt.of(600),
                OptionalInt.of(700),
                true,
                true,
                Optional.of(ServiceTier.FLEX));
        var brief = new Conditions(
                Optional.empty(),
                OptionalInt.of(1_500),
                OptionalInt.empty(),
                OptionalInt.empty(),
                true,
                false,
                Optional.empty());
        assertEquals(
                List.of(
                        new Rule(free, false, offers.models("Nova Lite")),
                        new Rule(brief, true, offers.models("Nova Lite", "Nova Micro")),
                        Rule.always(offers.models("Nova Pro", "Claude Haiku 4.5"))),
                published());
        var before = published();
        send(task, "/admin/tasks/" + task, asShown("/admin/tasks/" + task)).statusCode(303);
        assertEquals(before, published());
        pages.get("/admin/cards/" + cards.current().version())
                .body(containsString("the cheapest of Nova Lite, Nova Micro under 1,500 characters, with tools"));
        pages.get("/admin/tasks").body(containsString("Nova Pro, then Claude Haiku 4.5."));
    }

    @Test
    void the_playbooks_router_fills_in_a_form_and_publishes_nothing_by_itself() {
        pages.get("/admin/tasks").body(containsString("/admin/tasks/new?preset=playbook"));
        send("new", "/admin/tasks", form("1").with("route", no("Nova Micro"))).statusCode(303);
        var version = cards.current().version();
        var page = send(
                        task,
                        "/admin/tasks/" + task,
                        form("7").with("preset", "playbook").with("route", no("Nova Pro")))
                .statusCode(200)
                .body(containsString("name=\"credits\" type=\"text\" value=\"7\""));
        var filled = typedInto(page.extract().asString());
        assertEquals(version, cards.current().version());
        assertEquals(List.of(Rule.always(offers.models("Nova Micro"))), published());
        send(task, "/admin/tasks/" + task, filled).statusCode(303);
        assertEquals(Presets.playbook(models.all()), published());
    }

    /** What a browser would send if nobody typed anything. */
    private Fields asShown(String page) {
        return typedInto(pages.get(page).extract().asString());
    }

    private Fields typedInto(String html) {
        var fields = new Fields().with("base", "" + cards.current().version()).with("slug", task);
        var found = FIELD.matcher(html.substring(html.indexOf("<form class=\"card readable\"")));
        while (found.find()) {
            if (found.group(1) != null) fields.with(found.group(1), found.group(2));
            // The first option counts until another is marked.
            if (found.group(3) != null) fields.with(found.group(3), FIRST);
            if (found.group(4) != null && (fields.values.getLast().equals(FIRST) || found.group(5) != null))
                fields.values.set(fields.values.size() - 1, found.group(4));
        }
        return fields;
    }

    @Test
    void what_cannot_be_published_is_shown_again_as_it_was_typed() {
        var fields = form("1")
                .with("place", "1")
                .with("plan", "Free!")
                .with("order", "listed", "listed")
                .with("route", no("Nova Lite"), "0", "0", "0")
                .with("route", no("Nova Pro"), "0", "0", "0");
        send("new", "/admin/tasks", fields)
                .statusCode(422)
                .body(allOf(containsString("A plan is called by"), containsString("value=\"Free!\"")));
    }

    @Test
    void a_route_is_tried_and_every_model_says_why() {
        pages.get("/admin/routes").statusCode(200).body(not(containsString("Rule 1")));
        pages.get("/admin/routes?task=simple&characters=2000&images=true")
                .statusCode(200)
                .body(allOf(
                        containsString("Rule 1: all calls"),
                        containsString("Passed over: it takes no pictures."),
                        containsString("It is asked first.")));
        pages.get("/admin/routes?task=simple&tokens=many")
                .body(containsString("The tokens must be a whole number such as 2,000."));
        pages.get("/admin/routes?task=simple&tokens=4001").body(containsString("It would be refused"));
        pages.get("/admin/routes?task=nothing").statusCode(200);
    }
}
