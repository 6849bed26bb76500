package farebox.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What people see where programs would get a problem document. */
@CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ErrorPage(int status, String title, String detail, String start) implements TemplateInstance {
    private static final String OPERATORS = "/admin";
    private static final String CUSTOMERS = "/portal";

    static boolean isForPeople(RoutingContext request) {
        return isUnder(OPERATORS, request) || isUnder(CUSTOMERS, request);
    }

    static ErrorPage of(Problem problem, RoutingContext request) {
        var start = isUnder(OPERATORS, request) ? OPERATORS : CUSTOMERS;
        return new ErrorPage(problem.status(), problem.title(), problem.detail(), start);
    }

    private static boolean isUnder(String start, RoutingContext request) {
        return Addresses.path(request).startsWith(start);
    }

    Response response() {
        return Response.status(status)
                .type(MediaType.TEXT_HTML)
                .entity(render())
                .build();
    }
}
