package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.cost.Models;
import farebox.rate.Presets;
import farebox.rate.PublishOutcome;
import farebox.rate.PublishOutcome.Invalid;
import farebox.rate.PublishOutcome.Outdated;
import farebox.rate.PublishOutcome.Published;
import farebox.rate.RateCard;
import farebox.rate.RateCards;
import farebox.rate.RateLine;
import farebox.rate.RenameOutcome;
import farebox.rate.TaskClass;
import farebox.rate.TaskClasses;
import farebox.web.Flash;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Changes to task classes; each publishes the next version of the rate card. */
@Path("/admin/tasks")
@RunOnVirtualThread
class TaskChanges {
    private static final String PAGE = "/admin/tasks";
    private static final String OUTDATED = "Somebody published version %d meanwhile";
    private static final String LOOK =
            OUTDATED + ". Look at what is in force now, and change it again if it still needs it.";

    private final RateCards cards;
    private final TaskClasses tasks;
    private final Models models;
    private final Audit audit;
    private final Flash flash;

    TaskChanges(RateCards cards, TaskClasses tasks, Models models, Audit audit, Flash flash) {
        this.cards = cards;
        this.tasks = tasks;
        this.models = models;
        this.audit = audit;
        this.flash = flash;
    }

    /** @param preset "playbook" from the button that only fills in its rules: then nothing is published */
    @POST
    @Transactional
    public Response create(@BeanParam TaskForm form, @RestForm String preset) {
        if (Presets.PLAYBOOK.equals(preset)) return filled(true, form);
        return typed(true, form, () -> {
            var line = form.line(TaskClass.proposed(form.slug(), form.name()), models.all());
            return told(true, form, "task class created", cards.create(form.base(), line, audit.operator()));
        });
    }

    @POST
    @Path("{slug}")
    @Transactional
    public Response change(@RestPath String slug, @BeanParam TaskForm form, @RestForm String preset) {
        if (Presets.PLAYBOOK.equals(preset)) return filled(false, form);
        var before = cards.current().line(slug).orElseThrow(NotFoundException::new);
        return typed(false, form, () -> {
            var line = form.line(before.task(), models.all());
            var misnamed = renamed(before.task(), form.name());
            if (misnamed.isPresent()) return again(false, form, misnamed.get());
            var changes = CardChange.sentences(before, line);
            if (changes.isEmpty()) return flash.done(PAGE, "The rate card stays as it is.");
            var note = String.join("; ", changes);
            return told(
                    false,
                    form,
                    "task class changed",
                    cards.publish(form.base(), List.of(line), audit.operator(), note));
        });
    }

    @POST
    @Path("{slug}/retirement")
    @Transactional
    public Response retire(@RestPath String slug, @RestForm int base) {
        var task = cards.current().line(slug).map(RateLine::task).orElseThrow(NotFoundException::new);
        return switch (cards.retire(base, task.no(), audit.operator())) {
            case Published(var card) -> noted("task class retired", slug, card.version(), card.note());
            case Outdated(var current) -> flash.refused(PAGE, LOOK.formatted(current.version()));
            case Invalid(var why) -> flash.refused(PAGE, why);
        };
    }

    private Response told(boolean isNew, TaskForm form, String action, PublishOutcome outcome) {
        return switch (outcome) {
            case Published(var card) -> noted(action, form.slug(), card.version(), card.note());
            case Outdated(var current) -> undone(again(isNew, form.on(current), outdated(form, current)));
            case Invalid(var why) -> undone(again(isNew, form, why));
        };
    }

    /** Says what was published of this task class; whoever then publishes has read it. */
    private String outdated(TaskForm form, RateCard current) {
        var changes = cards.version(form.base())
                .flatMap(card -> card.line(form.slug()))
                .flatMap(seen -> current.line(form.slug()).map(line -> CardChange.sentences(seen, line)))
                .map(sentences -> String.join("; ", sentences))
                .filter(sentences -> !sentences.isEmpty());
        return OUTDATED.formatted(current.version())
                + changes.map(": "::concat).orElse("")
                + ". What you typed is still here and is not published: publish it if it is to count on top of that.";
    }

    private Response filled(boolean isNew, TaskForm form) {
        var all = models.all();
        return Response.ok(new TaskPages.Edit(isNew, form.routed(Presets.playbook(all)), all, null))
                .build();
    }

    /** What was written on the way to a refusal goes with it: a new name, and its line in the audit log. */
    private static Response undone(Response refusal) {
        QuarkusTransaction.setRollbackOnly();
        return refusal;
    }

    private Response noted(String action, String slug, int version, String note) {
        audit.note(action, slug, "Rate card " + version + ": " + note);
        return flash.done(PAGE, "Rate card " + version + " is in force. What was asked before keeps its version.");
    }

    /** A name is for people only: it changes without a new version. */
    private Optional<String> renamed(TaskClass task, String name) {
        if (task.name().equals(name.strip())) return Optional.empty();
        return switch (tasks.rename(task.no(), name)) {
            case RenameOutcome.Renamed(var renamed) -> {
                audit.note("task class renamed", task.slug(), task.name() + " is now called " + renamed.name());
                yield Optional.empty();
            }
            case RenameOutcome.Invalid(var why) -> Optional.of(why);
            case RenameOutcome.NoSuchTask() -> throw new NotFoundException();
        };
    }

    private Response typed(boolean isNew, TaskForm form, Supplier<Response> change) {
        try {
            return change.get();
        } catch (Mistyped wrong) {
            return again(isNew, form, wrong.getMessage());
        }
    }

    private Response again(boolean isNew, TaskForm form, String fault) {
        return Typed.again(new TaskPages.Edit(isNew, form, models.all(), fault));
    }
}
