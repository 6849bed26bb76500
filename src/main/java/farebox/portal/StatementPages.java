package farebox.portal;

import farebox.wallet.StatementLine;
import farebox.wallet.Wallets;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** Every posting in the customer's wallet, newest first. */
@Path("/portal/statement")
@RunOnVirtualThread
class StatementPages {
    private static final int LINES = 50;

    /** @param olderThan the posting from which the next page goes on; empty on the last one */
    @CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Statement(List<StatementLine> lines, Long olderThan) implements TemplateInstance {}

    private final Visitor visitor;
    private final Wallets wallets;

    StatementPages(Visitor visitor, Wallets wallets) {
        this.visitor = visitor;
        this.wallets = wallets;
    }

    @GET
    public TemplateInstance statement(@RestQuery @DefaultValue("9223372036854775807") long before) {
        var lines = wallets.statement(visitor.customer().no(), before, LINES);
        var olderThan = lines.size() < LINES ? null : lines.getLast().seq();
        return new Statement(lines.stream().filter(StatementWords::concerns).toList(), olderThan);
    }
}
