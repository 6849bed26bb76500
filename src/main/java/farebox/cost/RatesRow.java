package farebox.cost;

import farebox.money.Usd;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;

/** Rates as columns, null where the model lists no such price. */
@Embeddable
class RatesRow {
    private long inputNanos;
    private long outputNanos;
    private Long cacheReadNanos;

    @Column(name = "cache_write_5m_nanos")
    private Long cacheWrite5mNanos;

    @Column(name = "cache_write_1h_nanos")
    private Long cacheWrite1hNanos;

    private Long requestNanos;
    private Long imageNanos;

    static RatesRow of(Rates rates) {
        var row = new RatesRow();
        row.inputNanos = rates.input().nanos();
        row.outputNanos = rates.output().nanos();
        row.cacheReadNanos = nanos(rates.cacheRead());
        row.cacheWrite5mNanos = nanos(rates.cacheWrite5m());
        row.cacheWrite1hNanos = nanos(rates.cacheWrite1h());
        row.requestNanos = nanos(rates.request());
        row.imageNanos = nanos(rates.image());
        return row;
    }

    Rates rates() {
        return new Rates(
                Usd.ofNanos(inputNanos),
                Usd.ofNanos(outputNanos),
                listed(cacheReadNanos),
                listed(cacheWrite5mNanos),
                listed(cacheWrite1hNanos),
                listed(requestNanos),
                listed(imageNanos));
    }

    private static Long nanos(Optional<Usd> rate) {
        return rate.map(Usd::nanos).orElse(null);
    }

    private static Optional<Usd> listed(Long nanos) {
        return Optional.ofNullable(nanos).map(Usd::ofNanos);
    }
}
