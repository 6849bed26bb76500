package farebox.admin;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A browser in an operator's hands: keeps cookies, brings the token of the page that a form is on, follows nothing. */
final class OperatorBrowser {
    static final String PASSWORD = "a long enough password";

    private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"");

    private final String session;

    private OperatorBrowser(String session) {
        this.session = session;
    }

    /** Signs in as an operator who is created on the way if need be. */
    static OperatorBrowser as(Operators operators, String email, Role role) {
        if (!operators.exists(email)) operators.create(email, PASSWORD, "Olga", role);
        var nobody = new OperatorBrowser("none");
        var session = nobody.post("/admin/login", "/admin/login", Map.of("email", email, "password", PASSWORD))
                .statusCode(303)
                .extract()
                .cookie(OperatorSessions.COOKIE);
        return new OperatorBrowser(session);
    }

    static OperatorBrowser nobody() {
        return new OperatorBrowser("none");
    }

    RequestSpecification request() {
        return given().redirects().follow(false).cookie(OperatorSessions.COOKIE, session);
    }

    ValidatableResponse get(String page) {
        return request().get(page).then();
    }

    /** Sends the form on a page. */
    ValidatableResponse post(String page, String action, Map<String, String> fields) {
        return post(page, action, List.copyOf(fields.keySet()), List.copyOf(fields.values()));
    }

    /** The same with fields of which several may have one name. */
    ValidatableResponse post(String page, String action, List<String> names, List<String> values) {
        var form = request().get(page);
        var token = TOKEN.matcher(form.asString());
        if (!token.find()) throw new AssertionError("no form on " + page + ": " + form.asString());
        var sent = request()
                .cookies(form.cookies())
                .cookie(OperatorSessions.COOKIE, session)
                .contentType(ContentType.URLENC)
                .formParam("csrf-token", token.group(1));
        for (var i = 0; i < names.size(); i++) sent.formParam(names.get(i), values.get(i));
        return sent.post(action).then();
    }
}
