package farebox.admin;

import farebox.cost.Model;
import farebox.cost.Models;
import farebox.margin.Earnings;
import farebox.margin.Margins;
import farebox.margin.TaskMargin;
import farebox.pack.Packs;
import farebox.rate.Presets;
import farebox.rate.RateCard;
import farebox.rate.RateCards;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What a call costs in credits, which models serve it, and what that earns. */
@Path("/admin/tasks")
@RunOnVirtualThread
class TaskPages {
    private static final Duration LATELY = Duration.ofDays(30);

    @CheckedTemplate(basePath = "admin/tasks", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(RateCard card, List<Outlook> outlooks) implements TemplateInstance {}

    /** @param isNew whether the task class is yet to be created */
    @CheckedTemplate(basePath = "admin/tasks", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Edit(boolean isNew, TaskForm form, List<Model> models, String fault) implements TemplateInstance {}

    private final RateCards cards;
    private final Models models;
    private final Packs packs;
    private final Margins margins;
    private final Clock clock;

    TaskPages(RateCards cards, Models models, Packs packs, Margins margins, Clock clock) {
        this.cards = cards;
        this.models = models;
        this.packs = packs;
        this.margins = margins;
        this.clock = clock;
    }

    @GET
    public TemplateInstance index() {
        var card = cards.current();
        var prices = models.prices();
        var onSale = packs.onSale();
        var lately = lately();
        var outlooks = card.lines().stream()
                .map(line -> Outlook.of(
                        line, onSale, prices, lately.getOrDefault(line.task().no(), Earnings.NONE)))
                .toList();
        return new Index(card, outlooks);
    }

    /** A preset fills in the form; nothing is published by it. */
    @GET
    @Path("new")
    public TemplateInstance blank(@RestQuery @DefaultValue("") String preset) {
        var form = TaskForm.blank(cards.current());
        var all = models.all();
        return new Edit(true, preset.equals(Presets.PLAYBOOK) ? form.routed(Presets.playbook(all)) : form, all, null);
    }

    @GET
    @Path("{slug}")
    public TemplateInstance edit(@RestPath String slug) {
        var card = cards.current();
        var line = card.line(slug).orElseThrow(NotFoundException::new);
        return new Edit(false, TaskForm.of(card, line), models.all(), null);
    }

    private Map<Integer, Earnings> lately() {
        var now = clock.instant();
        return margins.asOffered(now.minus(LATELY), now).stream()
                .collect(Collectors.toMap(TaskMargin::task, TaskMargin::earnings));
    }
}
