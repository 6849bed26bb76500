package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.books.Checks;
import farebox.ledger.BooksReport.Progress;
import farebox.web.Formats;
import farebox.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;

/** The accounts of a period, and the check that proves every wallet from the journal again. */
@Path("/admin/books")
@RunOnVirtualThread
class BooksPages {
    /** The accounts of one unit and their sum. */
    record Books(String unit, List<TrialBalance.Line> lines) {
        public TrialBalance.Line sum() {
            return TrialBalance.sum(lines);
        }
    }

    /**
     * @param running the month that is under way
     * @param fault why there are no accounts of the period to show, or null
     */
    @CheckedTemplate(basePath = "admin/books", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(
            BooksPeriod period,
            YearMonth running,
            List<Books> books,
            String fault,
            Optional<Progress> underWay,
            Optional<Checks.Ended> newest)
            implements TemplateInstance {}

    /** How the check stands; the part of the page that renews itself while one is under way. */
    @CheckedTemplate(basePath = "admin/books", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Check(Optional<Progress> underWay, Optional<Checks.Ended> newest) implements TemplateInstance {}

    private final TrialBalance balance;
    private final Checks checks;
    private final Clock clock;

    BooksPages(TrialBalance balance, Checks checks, Clock clock) {
        this.balance = balance;
        this.checks = checks;
        this.clock = clock;
    }

    @GET
    public Response index(@RestQuery @DefaultValue("") String period) {
        try {
            var asked = BooksPeriod.typed(period, clock);
            return Response.ok(page(asked, books(lines(asked)), null)).build();
        } catch (Mistyped wrong) {
            return Typed.again(page(BooksPeriod.typed("", clock), List.of(), wrong.getMessage()));
        }
    }

    private Index page(BooksPeriod period, List<Books> books, String fault) {
        return new Index(period, YearMonth.now(clock), books, fault, checks.underWay(), checks.newest());
    }

    private static List<Books> books(List<TrialBalance.Line> lines) {
        var byUnit = lines.stream().collect(Collectors.partitioningBy(TrialBalance.Line::inCredits));
        return List.of(new Books("Dollars", byUnit.get(false)), new Books("Credits", byUnit.get(true)));
    }

    private List<TrialBalance.Line> lines(BooksPeriod period) {
        var sealed = balance.sealedUpTo()
                .filter(upTo -> !period.isAll() && period.from().isBefore(upTo));
        if (sealed.isPresent()) throw new Mistyped(sentence(period, sealed.get()));
        return balance.of(period);
    }

    private static String sentence(BooksPeriod period, Instant upTo) {
        return period.text() + " is sealed, or begins in a month that is: of what was recorded before "
                + Formats.day(upTo)
                + " only the sums are kept. They are in the openings from then on, and in all time.";
    }

    /** For spreadsheets: an account's name needs no quotes, and no spreadsheet takes it for a formula. */
    @GET
    @Path("accounts.csv")
    public Response csv(@RestQuery @DefaultValue("") String period) {
        try {
            var asked = BooksPeriod.typed(period, clock);
            return Response.ok(csv(lines(asked)), "text/csv")
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"accounts-" + asked.word() + ".csv\"")
                    .build();
        } catch (Mistyped wrong) {
            throw Problem.invalid("period", wrong.getMessage()).exception();
        }
    }

    private static String csv(List<TrialBalance.Line> lines) {
        return lines.stream()
                .map(TrialBalance.Line::csv)
                .collect(Collectors.joining("", "account,class,unit,opening,debits,credits,closing\r\n", ""));
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
