package farebox.admin;

import farebox.sql.Postgres;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The people who may sign in to the operators' pages. */
@ApplicationScoped
public class Operators {
    /** Bcrypt looks at no more. */
    static final int PASSWORD_BYTES_MAX = 72;

    private static final int PASSWORD_LENGTH_MIN = 12;
    private static final int EMAIL_LENGTH_MIN = 3;
    private static final int EMAIL_LENGTH_MAX = 254;

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

    /** Lets one more person in, unless somebody with that address is: two instances may start at once. */
    public void create(String email, String password, String name, Role role) {
        fault(email, password).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        postgres.change(
                "insert into operator (email, password, name, role) values (?, ?, ?, ?) on conflict do nothing",
                normal(email),
                BcryptUtil.bcryptHash(password),
                name,
                role.word());
    }

    Optional<Operator> find(String email) {
        return rows.find("email", normal(email)).firstResultOptional();
    }

    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }

    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<Operator, Integer> {}
}
