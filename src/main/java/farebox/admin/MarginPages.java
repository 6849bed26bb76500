package farebox.admin;

import farebox.margin.AppWork;
import farebox.margin.DayMargin;
import farebox.margin.Earnings;
import farebox.margin.Margins;
import farebox.margin.TaskMargin;
import farebox.money.Usd;
import farebox.web.Chart;
import farebox.web.Chart.Series;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** What each task class earns: revenue at the lots' own prices, less the cost of real tokens. */
@Path("/admin")
@RunOnVirtualThread
class MarginPages {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Margin(
            Period period, List<Period> periods, List<TaskMargin> tasks, Earnings total, AppWork ofApps, Chart chart)
            implements TemplateInstance {}

    private final Margins margins;
    private final Clock clock;

    MarginPages(Margins margins, Clock clock) {
        this.margins = margins;
        this.clock = clock;
    }

    @GET
    @Path("margin")
    public TemplateInstance margin(@RestQuery @DefaultValue("30") int days) {
        var period = Period.of(days);
        var tasks = tasks(period);
        var total = total(tasks, TaskMargin::earnings);
        return new Margin(period, List.of(Period.values()), tasks, total, ofApps(period), byTask(tasks));
    }

    @GET
    @Path("margin.csv")
    @Produces("text/csv")
    @ResponseHeader(name = "Content-Disposition", value = "attachment; filename=\"margin.csv\"")
    public String csv(@RestQuery @DefaultValue("30") int days) {
        var period = Period.of(days);
        return tasks(period).stream()
                .map(MarginPages::line)
                .collect(Collectors.joining(
                        "",
                        "task,calls,failures,paid_credits,promotional_credits,revenue_usd,cost_usd,gross_margin_usd,"
                                + "gross_margin_percent,promotional_cost_usd\r\n",
                        line(ofApps(period))));
    }

    private List<TaskMargin> tasks(Period period) {
        var now = clock.instant();
        return margins.byTask(period.from(now), period.to(now));
    }

    private AppWork ofApps(Period period) {
        var now = clock.instant();
        return margins.ofApps(period.from(now), period.to(now));
    }

    static <T> Earnings total(List<T> parts, Function<T, Earnings> earnings) {
        return parts.stream().map(earnings).reduce(Earnings.NONE, Earnings::plus);
    }

    private static Chart byTask(List<TaskMargin> tasks) {
        var earned = tasks.stream().map(TaskMargin::earnings).toList();
        return dollars(
                tasks.stream().map(TaskMargin::name).toList(),
                earned.stream().map(Earnings::revenue).toList(),
                earned.stream().map(Earnings::cost).toList());
    }

    static Chart byDay(List<DayMargin> days) {
        return dollars(
                days.stream().map(day -> DAY.format(day.day())).toList(),
                days.stream().map(DayMargin::revenue).toList(),
                days.stream().map(day -> day.earnings().cost()).toList());
    }

    private static Chart dollars(List<String> labels, List<Usd> revenue, List<Usd> cost) {
        return new Chart(labels, List.of(new Series("Revenue", revenue), new Series("Cost", cost)));
    }

    /** A slug needs no quotes, and no spreadsheet takes it for a formula. */
    private static String line(TaskMargin task) {
        var earned = task.earnings();
        return "%s,%d,%d,%s,%s,%s,%s,%s,%s,%s\r\n"
                .formatted(
                        task.slug(),
                        earned.calls(),
                        earned.failures(),
                        earned.paid(),
                        earned.promotional(),
                        earned.revenue(),
                        earned.cost(),
                        earned.gross(),
                        earned.percent().map(Object::toString).orElse("n/a"),
                        earned.promotionalCost());
    }

    /** Under a name that no slug can have. */
    private static String line(AppWork work) {
        return "holds_of_apps,%d,,%s,%s,%s,n/a,n/a,n/a,n/a\r\n"
                .formatted(work.captures(), work.paid(), work.promotional(), work.revenue());
    }
}
