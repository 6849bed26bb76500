package farebox.admin;

import farebox.customer.App;
import farebox.customer.Apps;
import farebox.web.Page;
import farebox.webhook.Deliveries;
import farebox.webhook.Delivery;
import farebox.webhook.Endpoint;
import farebox.webhook.Endpoints;
import farebox.webhook.EventType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Where apps are told what happens, what they were told, and how they answered. */
@Path("/admin/webhooks")
@RunOnVirtualThread
class WebhookPages {
    private static final int PAGE = 50;

    @CheckedTemplate(basePath = "admin/webhooks", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(List<Endpoints.Counted> endpoints, List<App> apps, List<String> types, WebhookForm form, String fault)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "admin/webhooks", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Secret(Endpoint endpoint, String secret) implements TemplateInstance {}

    @CheckedTemplate(basePath = "admin/webhooks", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Show(Endpoint endpoint, Page<Delivery> page) implements TemplateInstance {}

    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Apps apps;

    WebhookPages(Endpoints endpoints, Deliveries deliveries, Apps apps) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.apps = apps;
    }

    @GET
    public TemplateInstance index() {
        return page(WebhookForm.BLANK, null);
    }

    @GET
    @Path("{no}")
    public TemplateInstance show(@RestPath int no, @RestQuery Optional<Long> before) {
        return new Show(
                endpoint(no), Page.of(deliveries.of(no, before.orElse(Long.MAX_VALUE), PAGE + 1), PAGE, Delivery::no));
    }

    Endpoint endpoint(int no) {
        return endpoints.find(no).orElseThrow(NotFoundException::new);
    }

    Index page(WebhookForm form, String fault) {
        return new Index(endpoints.all(), apps.all(), EventType.NAMES, form, fault);
    }
}
