package farebox.cost;

import farebox.money.Usd;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

@Entity
@Table(name = "model_price")
class ModelPriceRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer no;

    private int model;
    private Instant effectiveAt;
    private long inputNanos;
    private long outputNanos;
    private Long cacheReadNanos;

    @Column(name = "cache_write_5m_nanos")
    private Long cacheWrite5mNanos;

    @Column(name = "cache_write_1h_nanos")
    private Long cacheWrite1hNanos;

    static ModelPriceRow of(int model, Instant effectiveAt, Rates rates) {
        var row = new ModelPriceRow();
        row.model = model;
        row.effectiveAt = effectiveAt;
        row.inputNanos = rates.input().nanos();
        row.outputNanos = rates.output().nanos();
        row.cacheReadNanos = rates.cacheRead().map(Usd::nanos).orElse(null);
        row.cacheWrite5mNanos = rates.cacheWrite5m().map(Usd::nanos).orElse(null);
        row.cacheWrite1hNanos = rates.cacheWrite1h().map(Usd::nanos).orElse(null);
        return row;
    }

    ModelPrice price() {
        var rates = new Rates(
                Usd.ofNanos(inputNanos),
                Usd.ofNanos(outputNanos),
                listed(cacheReadNanos),
                listed(cacheWrite5mNanos),
                listed(cacheWrite1hNanos));
        return new ModelPrice(no, model, effectiveAt, rates);
    }

    private static Optional<Usd> listed(Long nanos) {
        return Optional.ofNullable(nanos).map(Usd::ofNanos);
    }
}
