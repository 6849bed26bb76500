package farebox.portal;

import static io.restassured.RestAssured.given;

import io.restassured.filter.cookie.CookieFilter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/** A browser as far as forms need one: it keeps cookies and sends the token that it found in the page. */
record Browser(CookieFilter cookies) {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"");

    static Browser fresh() {
        return new Browser(new CookieFilter());
    }

    static Browser entered(URI link) {
        var browser = fresh();
        browser.enter(link).then().statusCode(303);
        return browser;
    }

    Response get(String page) {
        return request().get(page);
    }

    /** Presses "Continue" on the page behind a portal link. */
    Response enter(URI link) {
        return submit(link.getPath() + "?" + link.getQuery(), "/portal/enter", Map.of("token", token(link)));
    }

    /** Sends a form of the first page. */
    Response post(String form) {
        return submit("/portal", form, Map.of());
    }

    Response submit(String page, String form, Map<String, ?> fields) {
        var found = TOKEN.matcher(get(page).asString());
        if (!found.find()) throw new AssertionError("no form on " + page);
        return request()
                .formParam("csrf-token", found.group(1))
                .formParams(fields)
                .post(form);
    }

    static String token(URI link) {
        return link.getQuery().substring("token=".length());
    }

    private RequestSpecification request() {
        return given().filter(cookies).redirects().follow(false);
    }
}
