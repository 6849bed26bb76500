package farebox.welcome;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import farebox.testing.Chromium;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job in a real browser: a customer buys, an app invokes, the operator sees what it earned. */
@QuarkusTest
class JourneyTest {
    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;

    @TestHTTPResource("/")
    String base;

    @Inject
    Demo demo;

    private final String customer = "grace-" + UUID.randomUUID();
    private final List<String> complaints = new ArrayList<>();
    private String appKey;
    private Playwright playwright;
    private Browser browser;
    private APIRequestContext app;

    @BeforeEach
    void a_browser_and_an_app() {
        appKey = demo.appKey().orElseThrow();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new LaunchOptions().setExecutablePath(Chromium.executable()));
        app = playwright.request().newContext();
    }

    @AfterEach
    void the_browser_closes() {
        playwright.close();
    }

    @Test
    void a_pack_is_bought_and_spent_and_the_margin_shows_it() {
        var operator = signedIn();
        var callsBefore = calls(operator);
        var holder = entered();
        assertThat(holder.locator(".balance")).hasText("0");

        buyStarter(holder);
        assertThat(heading(holder)).hasText("Paid: your credits are here");
        holder.getByText("To your credits").click();
        assertThat(holder.locator(".balance")).hasText("100");

        var receipt = invoke();
        assertEquals(5, receipt.getJsonObject("credits").getInteger("charged"));
        assertEquals(95, receipt.getJsonObject("credits").getInteger("available"));

        readReceipt(holder, receipt.getString("id"));
        assertEquals(callsBefore + 1, calls(operator));
        fitsOnAPhone(holder);
        assertEquals(List.of(), complaints);
    }

    @Test
    void what_is_not_easily_undone_is_asked_about_first() {
        var operator = signedIn();
        var asked = new ArrayList<String>();
        operator.onDialog(dialog -> {
            asked.add(dialog.message());
            dialog.dismiss();
        });
        operator.navigate(base + "admin/packs");
        operator.getByRole(AriaRole.LINK, named("Starter")).first().click();
        operator.getByRole(AriaRole.BUTTON, named("Take off sale")).click();
        assertEquals(List.of("Take Starter off sale? Customers can't buy it from then on."), asked);
        assertThat(operator.getByRole(AriaRole.BUTTON, named("Take off sale"))).isVisible();
    }

    private Page signedIn() {
        var login = demo.operator().orElseThrow();
        var operator = page();
        operator.navigate(base + "admin/margin");
        operator.getByLabel("E-mail").fill(login.email());
        operator.getByLabel("Password").fill(login.password());
        operator.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(heading(operator)).hasText("Margin");
        return operator;
    }

    /** How many calls of the class "standard" the margin page knows. */
    private int calls(Page operator) {
        operator.navigate(base + "admin/margin");
        var row = operator.locator("tbody tr", new Page.LocatorOptions().setHasText("Standard"));
        if (row.count() == 0) return 0;
        var column = operator.locator("thead th").allInnerTexts().stream()
                .map(String::toLowerCase)
                .toList()
                .indexOf("calls");
        return Integer.parseInt(
                row.locator("td").nth(column).innerText().strip().replace(",", ""));
    }

    private Page entered() {
        var link = ask("v1/portal-sessions", Map.of("customer", customer)).getString("url");
        var holder = page();
        holder.navigate(link);
        holder.getByRole(AriaRole.BUTTON, named("Continue")).click();
        return holder;
    }

    private void buyStarter(Page holder) {
        holder.getByRole(AriaRole.BUTTON, named("Buy for $10.00")).click();
        holder.getByLabel("E-mail").fill("grace@farebox.example");
        holder.getByLabel("Card number").fill("4242 4242 4242 4242");
        holder.getByLabel("Expiry").fill("12 / 40");
        holder.getByLabel("CVC").fill("123");
        holder.getByRole(AriaRole.BUTTON, named("Pay $10.00")).click();
        holder.waitForURL("**/portal/purchases/**");
    }

    private JsonObject invoke() {
        var question = List.of(Map.of("role", "user", "content", "Why do fares exist?"));
        return ask("v1/invocations", Map.of("customer", customer, "task", "standard", "messages", question));
    }

    private void readReceipt(Page holder, String invocation) {
        holder.getByRole(AriaRole.LINK, named("Usage")).click();
        holder.locator(".rows a").first().click();
        assertThat(heading(holder)).hasText("Receipt of a call");
        assertThat(holder.locator(".facts")).containsText("5 out of Starter");
        assertThat(holder.locator(".facts")).containsText(invocation);
    }

    private void fitsOnAPhone(Page holder) {
        holder.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
        for (var address : List.of("portal", "portal/usage", "portal/purchases", "portal/statement")) {
            holder.navigate(base + address);
            assertEquals(PHONE_WIDTH, holder.evaluate("document.documentElement.scrollWidth"), address);
        }
    }

    private JsonObject ask(String path, Map<String, ?> body) {
        var answer = app.post(
                base + path,
                RequestOptions.create()
                        .setHeader("Authorization", "Bearer " + appKey)
                        .setData(body));
        assertEquals(2, answer.status() / 100, answer::text);
        return new JsonObject(answer.text());
    }

    /** A page of a browser of its own; what it complains about (a blocked script, say) is an error. */
    private Page page() {
        var page = browser.newContext().newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) complaints.add(page.url() + ": " + message.text());
        });
        page.onPageError(complaints::add);
        return page;
    }

    private static Locator heading(Page page) {
        return page.locator("h1");
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }
}
