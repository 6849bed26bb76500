package farebox.customer;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.Pairs;
import farebox.sql.Postgres;
import farebox.sql.RowStatement;
import farebox.wallet.Credit;
import farebox.wallet.Credit.Paid;
import farebox.wallet.Credit.Source;
import farebox.wallet.Credit.Terms;
import farebox.wallet.CreditOutcome.AlreadyCredited;
import farebox.wallet.CreditOutcome.Credited;
import farebox.wallet.OperationKey;
import farebox.wallet.Wallets;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Credits that apps give without payment. */
@Singleton
class Grants {
    private static final RowStatement INSERT =
            RowStatement.of("""
            insert into app_grant (customer_no, key, fingerprint, app, credits, reason, expires_at, granted_at, metadata)
            select customer_no, key, fingerprint, app, credits, reason, expires_at, granted_at, metadata::jsonb
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                as n (customer_no, key, fingerprint, app, credits, reason, expires_at, granted_at, metadata)
            """, "int8", "uuid", "uuid", "int4", "int8", "text", "timestamptz", "timestamptz", "text");

    private static final String FIND = """
            select key, fingerprint, credits, reason, expires_at, granted_at, metadata
              from app_grant
             where customer_no = ? and key = ?
            """;

    private final Wallets wallets;
    private final Postgres postgres;

    Grants(Wallets wallets, Postgres postgres) {
        this.wallets = wallets;
        this.postgres = postgres;
    }

    /** Grants the credits; a key grants once. */
    GrantOutcome grant(
            Customer customer, OperationKey key, Credits credits, Terms terms, Map<String, String> metadata) {
        var source = new Source(Source.Kind.GRANT, key.key().toString());
        var credit = new Credit(
                customer.no(),
                source,
                credits,
                Paid.NOTHING,
                terms,
                (outcome, at) -> outcome instanceof Credited
                        ? List.of(row(customer, key, credits, terms, metadata, at))
                        : List.of());
        return switch (wallets.credit(credit)) {
            case Credited(var lot, var available) -> new GrantOutcome.Granted(find(customer.no(), key));
            case AlreadyCredited(var lot) -> again(find(customer.no(), key), key);
        };
    }

    private static GrantOutcome again(Grant grant, OperationKey key) {
        return grant.fingerprint.equals(key.fingerprint())
                ? new GrantOutcome.Replayed(grant)
                : new GrantOutcome.KeyReused();
    }

    private static RowStatement.Row row(
            Customer customer,
            OperationKey key,
            Credits credits,
            Terms terms,
            Map<String, String> metadata,
            Instant at) {
        return INSERT.row(
                customer.no().value(),
                key.key(),
                key.fingerprint(),
                customer.app(),
                credits.amount(),
                terms.note(),
                terms.expiresAt().orElse(null),
                at,
                Pairs.text(metadata));
    }

    private Grant find(CustomerNo customer, OperationKey key) {
        return postgres.first(FIND, Grants::read, customer.value(), key.key()).orElseThrow();
    }

    private static Grant read(ResultSet row) throws SQLException {
        return new Grant(
                row.getObject("key", UUID.class),
                row.getObject("fingerprint", UUID.class),
                Credits.of(row.getLong("credits")),
                row.getString("reason"),
                Optional.ofNullable(Postgres.instant(row, "expires_at")),
                Postgres.instant(row, "granted_at"),
                Pairs.of(row.getString("metadata")));
    }

    /** Credits that an app gave, and for which request. */
    record Grant(
            UUID key,
            UUID fingerprint,
            Credits credits,
            String reason,
            Optional<Instant> expiresAt,
            Instant grantedAt,
            Map<String, String> metadata) {}

    /** What became of a grant. */
    sealed interface GrantOutcome {
        record Granted(Grant grant) implements GrantOutcome {}

        /** The same request had been granted before. */
        record Replayed(Grant grant) implements GrantOutcome {}

        /** The key belongs to another request. */
        record KeyReused() implements GrantOutcome {}
    }
}
