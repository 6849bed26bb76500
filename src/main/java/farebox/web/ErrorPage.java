package farebox.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What people see where programs would get a problem document. */
@CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ErrorPage(int status, String title, String detail, String start) implements TemplateInstance {
    private static final String OPERATORS = "/admin";
    private static final String CUSTOMERS = "/portal";
    private static final List<String> OF_PROGRAMS =
            List.of("/v1", "/openai", "/bedrock", "/webhooks", "/sandbox", "/q");

    static boolean isForPeople(RoutingContext request) {
        return isUnder(OPERATORS, request) || isUnder(CUSTOMERS, request) || isLost(request);
    }

    /** A browser at no address of ours. Programs are told in their way, though some take a page as well. */
    private static boolean isLost(RoutingContext request) {
        var takes = request.request().getHeader(HttpHeaders.ACCEPT);
        return takes != null
                && takes.contains(MediaType.TEXT_HTML)
                && OF_PROGRAMS.stream().noneMatch(start -> isUnder(start, request));
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
