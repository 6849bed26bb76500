package farebox.admin;

import io.quarkus.security.jpa.Password;
import io.quarkus.security.jpa.Roles;
import io.quarkus.security.jpa.UserDefinition;
import io.quarkus.security.jpa.Username;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

@Entity
@Table(name = "operator")
@UserDefinition
class OperatorRow {
    @Id
    Integer no;

    @Username
    String email;

    @Password
    String password;

    String name;

    @Roles
    String role;

    Instant createdAt;
    Instant offAt;

    Operator operator() {
        return new Operator(no, name, email, Role.of(role).orElseThrow(), createdAt, Optional.ofNullable(offAt));
    }
}
