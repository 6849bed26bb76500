package farebox.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/**
 * Lets nothing change a page that escapes the check of form tokens. That check reads forms and passes everything else,
 * so that programs can send JSON; but what another site makes a browser post need not be a form.
 */
@Singleton
class FormTokens {
    private static final int BEFORE_ROUTES = 500;
    private static final String TOKEN_HEADER = "X-CSRF-TOKEN";
    private static final Set<String> FORMS =
            Set.of(MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA);
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    void guard(@Observes Filters filters) {
        filters.register(FormTokens::guard, BEFORE_ROUTES);
    }

    private static void guard(RoutingContext request) {
        var changesPage = ErrorPage.isForPeople(request)
                && !SAFE.contains(request.request().method());
        if (changesPage && !isForm(request) && request.request().getHeader(TOKEN_HEADER) == null)
            request.response().setStatusCode(400).end();
        else request.next();
    }

    // As strict as the check, to the letter: a type that it does not know to be a form it passes unread.
    private static boolean isForm(RoutingContext request) {
        var type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && FORMS.contains(type.split(";", 2)[0].strip());
    }
}
