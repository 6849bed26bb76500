package farebox.rate;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The task classes there are and were. What they cost is on the {@link RateCards}, which also begin and retire them. */
@ApplicationScoped
public class TaskClasses {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int NAME_MAX = 60;

    private final Rows rows;

    TaskClasses(Rows rows) {
        this.rows = rows;
    }

    /** Every task class, retired ones last. */
    public List<TaskClass> all() {
        return rows.stream("order by retiredAt nulls first, no")
                .map(TaskRow::task)
                .toList();
    }

    public Optional<TaskClass> find(int no) {
        return rows.findByIdOptional(no).map(TaskRow::task);
    }

    /** Changes what people read. Apps go on sending the slug. */
    @Transactional
    public RenameOutcome rename(int no, String name) {
        var fault = nameFault(name.strip());
        if (fault.isPresent()) return new RenameOutcome.Invalid(fault.get());
        var row = rows.findById(no);
        if (row == null) return new RenameOutcome.NoSuchTask();
        row.rename(name.strip());
        return new RenameOutcome.Renamed(row.task());
    }

    TaskClass begin(TaskClass proposed) {
        var row = TaskRow.of(proposed);
        rows.persist(row);
        return row.task();
    }

    void end(int no, Instant at) {
        rows.findById(no).retire(at);
    }

    Optional<String> fault(TaskClass proposed) {
        if (!SLUG.matcher(proposed.slug()).matches())
            return Optional.of(
                    "A task class is called by 1 to 40 small letters, digits and hyphens, such as \"summary\".");
        if (rows.count("slug", proposed.slug()) > 0)
            return Optional.of("There is, or was, a task class called \"" + proposed.slug() + "\".");
        return nameFault(proposed.name());
    }

    private static Optional<String> nameFault(String name) {
        var fits = !name.isEmpty() && name.length() <= NAME_MAX;
        return fits ? Optional.empty() : Optional.of("A task class needs a name of 1 to 60 characters.");
    }

    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<TaskRow, Integer> {}
}
