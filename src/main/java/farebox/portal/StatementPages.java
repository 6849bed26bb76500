package farebox.portal;

import farebox.wallet.StatementLine;
import farebox.wallet.Wallets;
import farebox.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Every posting in the customer's wallet, newest first. */
@Path("/portal/statement")
@RunOnVirtualThread
class StatementPages {
    private static final int LINES = 50;

    /** @param page what was read, of which only the lines concern the customer */
    @CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Statement(Page<StatementLine> page, List<StatementLine> lines) implements TemplateInstance {}

    private final Visitor visitor;
    private final Wallets wallets;

    StatementPages(Visitor visitor, Wallets wallets) {
        this.visitor = visitor;
        this.wallets = wallets;
    }

    @GET
    public TemplateInstance statement(@RestQuery Optional<Long> before) {
        var lines = wallets.statement(visitor.customer().no(), before.orElse(Long.MAX_VALUE), LINES + 1);
        var page = Page.of(lines, LINES, StatementLine::seq);
        return new Statement(
                page, page.data().stream().filter(StatementWords::concerns).toList());
    }
}
