package farebox.admin;

import farebox.ledger.BooksCheck;
import farebox.ledger.BooksReport;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The trial balance, and the check that proves every wallet from the journal again. */
@Path("/admin/books")
@RunOnVirtualThread
class BooksPages {
    /** The accounts of one unit and their sum. */
    record Books(String unit, List<TrialBalance.Line> lines) {
        public TrialBalance.Line sum() {
            return TrialBalance.sum(lines);
        }
    }

    @CheckedTemplate(basePath = "admin/books", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(List<Books> books, Optional<BooksReport> report) implements TemplateInstance {}

    private final TrialBalance balance;
    private final DataSource database;

    BooksPages(TrialBalance balance, DataSource database) {
        this.balance = balance;
        this.database = database;
    }

    @GET
    public TemplateInstance index() {
        return page(Optional.empty());
    }

    /** Writes nothing, so the report is the answer itself: asking again checks again. */
    @POST
    @Path("checks")
    public TemplateInstance check() throws SQLException {
        return page(Optional.of(BooksCheck.run(database, progress -> {})));
    }

    private Index page(Optional<BooksReport> report) {
        return new Index(
                List.of(new Books("Dollars", balance.inDollars()), new Books("Credits", balance.inCredits())), report);
    }
}
