package farebox.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Headers that every answer carries, whoever writes it: a request id, and what a browser must not do with it. */
@Singleton
class ResponseHeaders {
    private static final String REQUEST_ID = "x-request-id";
    private static final int FIRST = 1_000;
    private static final HexFormat HEX = HexFormat.of();

    // No form-action: browsers hold it against redirects too, and buying leads on to Stripe's own pages.
    // Images from data: are those that the component stylesheet draws.
    private static final String CONTENT_POLICY =
            "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    void register(@Observes Filters filters) {
        filters.register(ResponseHeaders::add, FIRST);
    }

    static String requestId(RoutingContext request) {
        return request.response().headers().get(REQUEST_ID);
    }

    /** Unlike any other, and no secret. */
    private static String newRequestId() {
        var random = ThreadLocalRandom.current();
        return "req_" + HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }

    private static void add(RoutingContext request) {
        set(request);
        request.next();
    }

    static void set(RoutingContext request) {
        var headers = request.response().headers();
        headers.set(REQUEST_ID, newRequestId());
        headers.set("x-content-type-options", "nosniff");
        headers.set("referrer-policy", "same-origin");
        // The framework's own developer pages under /q bring inline scripts.
        if (!Addresses.path(request).startsWith("/q/")) headers.set("content-security-policy", CONTENT_POLICY);
    }
}
