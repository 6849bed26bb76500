package farebox.rate;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class RateCardRows implements PanacheRepositoryBase<RateCardRow, Integer> {
    List<RateCardRow> newest(int limit) {
        return find("order by version desc").range(0, limit - 1).list();
    }

    /** Until the transaction ends nobody else publishes; a lock on the newest row would not show its successor. */
    RateCardRow newestLocked() {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtext('rate_card'))")
                .getSingleResult();
        return newest(1).getFirst();
    }
}
