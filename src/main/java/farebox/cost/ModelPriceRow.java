package farebox.cost;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;

@Entity
@Table(name = "model_price")
class ModelPriceRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer no;

    private int model;
    private Instant effectiveAt;

    @Embedded
    private RatesRow rates;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "tier_price", joinColumns = @JoinColumn(name = "price"))
    @MapKeyColumn(name = "tier")
    private Map<String, RatesRow> tiers = new HashMap<>();

    static ModelPriceRow of(int model, Instant effectiveAt, Rates rates, Map<ServiceTier, Rates> tiers) {
        var row = new ModelPriceRow();
        row.model = model;
        row.effectiveAt = effectiveAt;
        row.rates = RatesRow.of(rates);
        tiers.forEach((tier, others) -> row.tiers.put(tier.word(), RatesRow.of(others)));
        return row;
    }

    ModelPrice price() {
        var others = tiers.entrySet().stream()
                .collect(Collectors.toMap(
                        tier -> ServiceTier.of(tier.getKey()).orElseThrow(),
                        tier -> tier.getValue().rates()));
        return new ModelPrice(no, model, effectiveAt, rates.rates(), others);
    }
}
