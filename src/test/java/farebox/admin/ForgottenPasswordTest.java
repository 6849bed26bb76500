package farebox.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The way back in for an operator whom no other can help. */
@QuarkusTest
class ForgottenPasswordTest {
    @Inject
    Operators operators;

    @Inject
    DataSource database;

    @Test
    void the_new_password_opens_and_the_forgotten_one_does_no_longer() throws Exception {
        operators.create("lone@farebox.example", "forgotten for good", "Lone", Role.VIEWER);
        try (var connection = database.getConnection()) {
            var password = Operators.renewPassword(connection, " Lone@Farebox.example ");
            assertTrue(operators.opens("lone@farebox.example", password.orElseThrow()));
            assertFalse(operators.opens("lone@farebox.example", "forgotten for good"));
        }
    }

    @Test
    void an_address_of_nobody_is_given_none() throws Exception {
        try (var connection = database.getConnection()) {
            assertEquals(Optional.empty(), Operators.renewPassword(connection, "nobody@farebox.example"));
        }
    }

    @Test
    void who_was_switched_off_is_given_none() throws Exception {
        operators.create("off@farebox.example", "forgotten for good", "Off", Role.VIEWER);
        operators.switchOff(operators.find("off@farebox.example").orElseThrow().no());
        try (var connection = database.getConnection()) {
            assertEquals(Optional.empty(), Operators.renewPassword(connection, "off@farebox.example"));
        }
    }
}
