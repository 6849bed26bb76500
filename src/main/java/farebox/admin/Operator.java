package farebox.admin;

import io.quarkus.security.jpa.Password;
import io.quarkus.security.jpa.Roles;
import io.quarkus.security.jpa.UserDefinition;
import io.quarkus.security.jpa.Username;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "operator")
@UserDefinition
class Operator {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer no;

    @Username
    String email;

    @Password
    String password;

    String name;

    @Roles
    String role;

    Instant createdAt;

    /** Since when they cannot sign in; null: they can. */
    Instant offAt;

    boolean isOn() {
        return offAt == null;
    }

    boolean isAdmin() {
        return role.equals(Role.ADMIN.word());
    }
}
