package farebox.sandbox.stripe;

import farebox.sql.Postgres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.function.Supplier;

/** The answers kept under an Idempotency-Key. What was refused is not kept, so that it can be tried again. */
@ApplicationScoped
class IdempotentAnswers {
    record Answer(String json, boolean replayed) {}

    private record Kept(String fingerprint, String json) {}

    private static final String CLAIM = """
            insert into sandbox.idempotent_answer (key, fingerprint)
            values (?, ?)
            on conflict do nothing
            """;
    private static final String KEEP = """
            update sandbox.idempotent_answer
               set answer = ?
             where key = ?
            """;
    private static final String KEPT = """
            select fingerprint, answer
              from sandbox.idempotent_answer
             where key = ?
            """;
    private static final int KEY_MAX = 255;

    private final Postgres postgres;

    IdempotentAnswers(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Does the work in one transaction, once for each key; a second caller waits for the first one's commit. */
    @Transactional
    Answer answer(Optional<String> key, String fingerprint, Supplier<String> work) {
        if (key.isEmpty()) return new Answer(work.get(), false);
        if (key.get().length() > KEY_MAX) {
            throw StripeError.invalid(null, null, "Idempotency keys can have up to " + KEY_MAX + " characters.");
        }
        if (postgres.change(CLAIM, key.get(), fingerprint) == 0) return replay(key.get(), fingerprint);
        var answer = work.get();
        postgres.change(KEEP, answer, key.get());
        return new Answer(answer, false);
    }

    private Answer replay(String key, String fingerprint) {
        var kept = postgres.list(KEPT, row -> new Kept(row.getString(1), row.getString(2)), key)
                .getFirst();
        if (!kept.fingerprint().equals(fingerprint)) throw StripeError.keyReused(key);
        return new Answer(kept.json(), true);
    }
}
