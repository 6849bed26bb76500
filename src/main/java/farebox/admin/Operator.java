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
}
