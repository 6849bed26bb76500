package farebox.admin;

import farebox.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Who changed what. */
@Path("/admin/audit")
@RunOnVirtualThread
class AuditPages {
    @CheckedTemplate(basePath = "admin/audit", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(Page<Audit.Line> page) implements TemplateInstance {}

    private final Audit audit;

    AuditPages(Audit audit) {
        this.audit = audit;
    }

    @GET
    public TemplateInstance index(@RestQuery Optional<Long> before) {
        return new Index(audit.page(before.orElse(Long.MAX_VALUE)));
    }
}
