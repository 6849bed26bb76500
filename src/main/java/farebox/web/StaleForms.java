package farebox.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says what became of a form whose token is no longer good, where the check of tokens itself says nothing. */
class StaleForms {
    private static final int BAD_REQUEST = 400;
    private static final Problem STALE = Problem.of(
            BAD_REQUEST,
            "stale_form",
            "That page was open for too long",
            "Nothing was changed. Go back, load the page again, and send the form once more.");

    private final RoutingContext request;

    StaleForms(RoutingContext request) {
        this.request = request;
    }

    @ServerResponseFilter
    public void explain(ContainerResponseContext answer) {
        if (answer.getStatus() != BAD_REQUEST || answer.hasEntity() || !ErrorPage.isForPeople(request)) return;
        answer.setEntity(ErrorPage.of(STALE, request).render(), new Annotation[0], MediaType.TEXT_HTML_TYPE);
    }
}
