package farebox.admin;

import farebox.books.Checks;
import farebox.ledger.BooksReport.Progress;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;

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
    record Index(List<Books> books, Optional<Progress> underWay, Optional<Checks.Ended> newest)
            implements TemplateInstance {}

    /** How the check stands; the part of the page that renews itself while one is under way. */
    @CheckedTemplate(basePath = "admin/books", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Check(Optional<Progress> underWay, Optional<Checks.Ended> newest) implements TemplateInstance {}

    private final TrialBalance balance;
    private final Checks checks;

    BooksPages(TrialBalance balance, Checks checks) {
        this.balance = balance;
        this.checks = checks;
    }

    @GET
    public TemplateInstance index() {
        return new Index(
                List.of(new Books("Dollars", balance.inDollars()), new Books("Credits", balance.inCredits())),
                checks.underWay(),
                checks.newest());
    }

    @GET
    @Path("check")
    public TemplateInstance check() {
        return new Check(checks.underWay(), checks.newest());
    }

    @POST
    @Path("checks")
    public Response begin() {
        checks.begin();
        return Response.seeOther(URI.create("/admin/books")).build();
    }
}
