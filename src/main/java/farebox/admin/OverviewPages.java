package farebox.admin;

import farebox.checkout.StripeEvent;
import farebox.checkout.StripeEvents;
import farebox.margin.AppWork;
import farebox.margin.DayMargin;
import farebox.margin.Earnings;
import farebox.margin.Margins;
import farebox.margin.Outstanding;
import farebox.web.Chart;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;

/** How it goes, on one page. */
@Path("/admin")
@RunOnVirtualThread
class OverviewPages {
    private static final int DAYS = 14;

    @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Overview(
            int days, Earnings earned, AppWork ofApps, Outstanding outstanding, Chart chart, boolean eventsFailed)
            implements TemplateInstance {}

    private final Margins margins;
    private final StripeEvents events;
    private final Clock clock;

    OverviewPages(Margins margins, StripeEvents events, Clock clock) {
        this.margins = margins;
        this.events = events;
        this.clock = clock;
    }

    @GET
    public TemplateInstance overview() {
        var now = clock.instant();
        var days = margins.byDay(Period.midnight(now, 1 - DAYS), Period.midnight(now, 1));
        var earned = MarginPages.total(days, DayMargin::earnings);
        var ofApps = days.stream().map(DayMargin::ofApps).reduce(AppWork.NONE, AppWork::plus);
        var eventsFailed = !events.inState(StripeEvent.State.FAILED, 1).isEmpty();
        return new Overview(DAYS, earned, ofApps, margins.outstanding(), MarginPages.byDay(days), eventsFailed);
    }
}
