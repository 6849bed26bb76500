package farebox.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One line that the next page shows once: what the form that led there has done, or why it did not. */
@Named
@RequestScoped
public class Flash {
    private static final String COOKIE = "farebox-flash";
    private static final long SECONDS_MAX = 30;

    private final RoutingContext routing;
    private String taken;

    Flash(RoutingContext routing) {
        this.routing = routing;
    }

    /** Sends the browser on to a page that says what was done. */
    public Response done(String page, String line) {
        return redirect(page, "+" + line);
    }

    /** Sends the browser on to a page that says why nothing was done. */
    public Response refused(String page, String why) {
        return redirect(page, "-" + why);
    }

    /** The line for this page, or null. */
    public String text() {
        return take().isEmpty() ? null : take().substring(1);
    }

    /** Whether the line says that nothing was done. */
    public boolean isRefused() {
        return take().startsWith("-");
    }

    private Response redirect(String page, String value) {
        routing.response()
                .addCookie(
                        cookie(URLEncoder.encode(value, StandardCharsets.UTF_8)).setMaxAge(SECONDS_MAX));
        return Response.seeOther(URI.create(page)).build();
    }

    private String take() {
        if (taken == null) {
            var cookie = routing.request().getCookie(COOKIE);
            taken = cookie == null ? "" : URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8);
            if (cookie != null) routing.response().addCookie(cookie("").setMaxAge(0));
        }
        return taken;
    }

    private static Cookie cookie(String value) {
        return Cookie.cookie(COOKIE, value).setPath("/").setHttpOnly(true).setSameSite(CookieSameSite.LAX);
    }
}
