package farebox.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What people see where programs would get a problem document. */
@CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ErrorPage(int status, String title, String detail) implements TemplateInstance {
    static boolean isForPeople(RoutingContext request) {
        var path = request.normalizedPath();
        return path.startsWith("/admin") || path.startsWith("/portal");
    }

    static ErrorPage of(Problem problem) {
        return new ErrorPage(problem.status(), problem.title(), problem.detail());
    }

    Response response() {
        return Response.status(status)
                .type(MediaType.TEXT_HTML)
                .entity(render())
                .build();
    }
}
