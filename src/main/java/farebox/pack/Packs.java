package farebox.pack;

import farebox.pack.PackOutcome.Invalid;
import farebox.pack.PackOutcome.NoSuchPack;
import farebox.pack.PackOutcome.Stored;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The packs that are sold, and were. A change touches nothing that was bought: a purchase keeps its own copy. */
@ApplicationScoped
public class Packs {
    private final Rows rows;
    private final Clock clock;

    Packs(Rows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    public List<Pack> onSale() {
        return rows.stream("retiredAt is null order by priceCents, no")
                .map(PackRow::pack)
                .toList();
    }

    /** Every pack, those on sale first. */
    public List<Pack> all() {
        return rows.stream("order by retiredAt desc nulls first, priceCents, no")
                .map(PackRow::pack)
                .toList();
    }

    public Optional<Pack> find(int no) {
        return rows.findByIdOptional(no).map(PackRow::pack);
    }

    @Transactional
    public PackOutcome create(PackTerms terms) {
        return terms.fault().<PackOutcome>map(Invalid::new).orElseGet(() -> {
            var row = new PackRow();
            row.take(terms);
            rows.persist(row);
            return new Stored(row.pack());
        });
    }

    @Transactional
    public PackOutcome change(int no, PackTerms terms) {
        return terms.fault().<PackOutcome>map(Invalid::new).orElseGet(() -> store(no, row -> row.take(terms)));
    }

    /** Takes a pack off sale; the second time changes nothing. */
    @Transactional
    public PackOutcome retire(int no) {
        return store(no, row -> row.retire(clock.instant()));
    }

    private PackOutcome store(int no, Consumer<PackRow> change) {
        var row = rows.findById(no);
        if (row == null) return new NoSuchPack();
        change.accept(row);
        return new Stored(row.pack());
    }

    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<PackRow, Integer> {}
}
