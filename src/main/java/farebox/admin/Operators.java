package farebox.admin;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Locale;
import java.util.Optional;

/** The people who may sign in to the operators' pages. */
@ApplicationScoped
public class Operators {
    /** A shorter password is not taken. */
    public static final int PASSWORD_LENGTH_MIN = 12;

    /** Bcrypt looks at no more. */
    static final int PASSWORD_BYTES_MAX = 72;

    private final Rows rows;

    Operators(Rows rows) {
        this.rows = rows;
    }

    public boolean any() {
        return rows.count() > 0;
    }

    public boolean exists(String email) {
        return find(email).isPresent();
    }

    /** Lets one more person in. */
    @Transactional
    public void create(String email, String password, String name, Role role) {
        if (password.length() < PASSWORD_LENGTH_MIN)
            throw new IllegalArgumentException("An operator's password has at least 12 characters.");
        var operator = new Operator();
        operator.email = normal(email);
        operator.password = BcryptUtil.bcryptHash(password);
        operator.name = name;
        operator.role = role.word();
        rows.persist(operator);
    }

    Optional<Operator> find(String email) {
        return rows.find("email", normal(email)).firstResultOptional();
    }

    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<Operator, Integer> {}
}
