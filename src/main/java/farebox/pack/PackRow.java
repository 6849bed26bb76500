package farebox.pack;

import farebox.money.Credits;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

@Entity
@Table(name = "pack")
class PackRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer no;

    private String name;
    private long credits;
    private long priceCents;
    private Integer expiresAfterDays;
    private Instant retiredAt;

    void take(PackTerms terms) {
        name = terms.name();
        credits = terms.credits();
        priceCents = terms.priceCents();
        expiresAfterDays = terms.expiresAfterDays().orElse(null);
    }

    void retire(Instant at) {
        if (retiredAt == null) retiredAt = at;
    }

    Pack pack() {
        return new Pack(
                no, name, Credits.of(credits), priceCents, Optional.ofNullable(expiresAfterDays), retiredAt == null);
    }
}
