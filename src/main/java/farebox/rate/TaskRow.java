package farebox.rate;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "task")
class TaskRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer no;

    private String slug;
    private String name;
    private Instant retiredAt;

    static TaskRow of(TaskClass task) {
        var row = new TaskRow();
        row.slug = task.slug();
        row.name = task.name();
        return row;
    }

    void rename(String name) {
        this.name = name;
    }

    void retire(Instant at) {
        retiredAt = at;
    }

    TaskClass task() {
        return new TaskClass(no, slug, name, retiredAt != null);
    }
}
