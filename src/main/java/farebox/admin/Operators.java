package farebox.admin;

import farebox.sql.Postgres;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The people who may sign in to the operators' pages. */
@ApplicationScoped
public class Operators {
    /** Bcrypt looks at no more. */
    static final int PASSWORD_BYTES_MAX = 72;

    private static final int PASSWORD_LENGTH_MIN = 12;
    private static final int RANDOM_BYTES = 15;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int EMAIL_LENGTH_MIN = 3;
    static final int EMAIL_LENGTH_MAX = 254;

    private final Rows rows;
    private final Postgres postgres;

    Operators(Rows rows, Postgres postgres) {
        this.rows = rows;
        this.postgres = postgres;
    }

    public boolean any() {
        return rows.count() > 0;
    }

    public boolean exists(String email) {
        return find(email).isPresent();
    }

    /** Why nobody can be let in with these, as a sentence; none if somebody can. */
    public static Optional<String> fault(String email, String password) {
        var length = normal(email).length();
        if (length < EMAIL_LENGTH_MIN || length > EMAIL_LENGTH_MAX)
            return Optional.of("An operator's e-mail address has %d to %d characters."
                    .formatted(EMAIL_LENGTH_MIN, EMAIL_LENGTH_MAX));
        if (password.length() < PASSWORD_LENGTH_MIN || bytes(password) > PASSWORD_BYTES_MAX)
            return Optional.of("An operator's password has at least %d characters and at most %d bytes."
                    .formatted(PASSWORD_LENGTH_MIN, PASSWORD_BYTES_MAX));
        return Optional.empty();
    }

    /** Lets one more person in, unless somebody with that address is there, as when two instances start at once; whether it did. */
    public boolean create(String email, String password, String name, Role role) {
        fault(email, password).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        return postgres.change(
                        "insert into operator (email, password, name, role) values (?, ?, ?, ?) on conflict do nothing",
                        normal(email),
                        BcryptUtil.bcryptHash(password),
                        name,
                        role.word())
                == 1;
    }

    /** Whether somebody can sign in with these. */
    public boolean opens(String email, String password) {
        var row = rows.find("email = ?1 and offAt is null", normal(email)).firstResultOptional();
        if (row.isPresent()) return BcryptUtil.matches(password, row.get().password);
        // Takes as long for nobody, so that the time does not tell who is there.
        BcryptUtil.bcryptHash(password);
        return false;
    }

    /** Those who can sign in first. */
    List<Operator> all() {
        return rows.stream("order by offAt nulls first, email")
                .map(OperatorRow::operator)
                .toList();
    }

    Optional<Operator> find(int no) {
        return rows.findByIdOptional(no).map(OperatorRow::operator);
    }

    /** Gives an operator another password; whoever is signed in with the old one stays so. */
    void setPassword(int no, String password) {
        postgres.change("update operator set password = ? where no = ?", BcryptUtil.bcryptHash(password), no);
    }

    /**
     * Gives the operator of an address a password that nobody has chosen, on a connection that commits by itself; empty
     * where nobody who may sign in has the address.
     */
    public static Optional<String> renewPassword(Connection connection, String email) throws SQLException {
        var password = randomPassword();
        try (var statement =
                connection.prepareStatement("update operator set password = ? where email = ? and off_at is null")) {
            statement.setString(1, BcryptUtil.bcryptHash(password));
            statement.setString(2, normal(email));
            if (statement.executeUpdate() == 0) return Optional.empty();
        }
        // Whoever has guessed at the old one must not keep them out.
        try (var statement = connection.prepareStatement("delete from failed_sign_in where email = ?")) {
            statement.setString(1, normal(email));
            statement.executeUpdate();
            return Optional.of(password);
        }
    }

    /** Lets an operator do no more; whoever is signed in as them is so no longer. */
    OperatorOutcome switchOff(int no) {
        return unlessLast(no, "update operator set off_at = clock_timestamp() where no = ? and off_at is null");
    }

    void switchOn(int no) {
        postgres.change("update operator set off_at = null where no = ?", no);
    }

    OperatorOutcome assign(int no, Role role) {
        if (role == Role.VIEWER) return unlessLast(no, "update operator set role = 'viewer' where no = ?");
        postgres.change("update operator set role = 'admin' where no = ?", no);
        return new OperatorOutcome.Changed();
    }

    /** One at a time: two admins who switch each other off would leave none. */
    private OperatorOutcome unlessLast(int no, String change) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            postgres.first("select 1 from pg_advisory_xact_lock(hashtext('operator'))", row -> 1);
            var admins = postgres.list(
                    "select no from operator where role = 'admin' and off_at is null", row -> row.getInt("no"));
            if (admins.equals(List.of(no))) return new OperatorOutcome.LastAdmin();
            postgres.change(change, no);
            return new OperatorOutcome.Changed();
        });
    }

    /** One that nobody has chosen, to begin with. */
    static String randomPassword() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    Optional<Operator> find(String email) {
        return rows.find("email", normal(email)).firstResultOptional().map(OperatorRow::operator);
    }

    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }

    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<OperatorRow, Integer> {}
}
