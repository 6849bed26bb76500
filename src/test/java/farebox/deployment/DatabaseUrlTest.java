package farebox.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ada:s3cret@db.example:5433/farebox?sslmode=require",
                "postgresql://ada:s3cret@db.example:5433/farebox?sslmode=require",
                "jdbc:postgresql://ada:s3cret@db.example:5433/farebox?sslmode=require",
                "jdbc:postgresql://db.example:5433/farebox?user=ada&sslmode=require&password=s3cret"
            })
    void hosts_and_jdbc_write_the_same_address(String text) {
        assertEquals(
                parsed("jdbc:postgresql://db.example:5433/farebox?sslmode=require", "ada", "s3cret"),
                DatabaseUrl.parse(text));
    }

    @Test
    void a_password_may_hold_any_character_when_percent_encoded() {
        assertEquals(
                parsed("jdbc:postgresql://my_db/farebox", "a@b", "p:/?+ %"),
                DatabaseUrl.parse("postgres://a%40b:p%3A%2F%3F+%20%25@my_db/farebox"));
    }

    @Test
    void a_login_may_be_left_out() {
        assertEquals(
                Optional.of(new DatabaseUrl("jdbc:postgresql://db/farebox", Optional.empty(), Optional.empty())),
                DatabaseUrl.parse("postgres://db/farebox"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "farebox",
                "mysql://ada@db/farebox",
                "postgres://",
                "postgres://db",
                "postgres://ada@/x",
                "postgres://db/",
                "postgres://a%zz:b@db/farebox"
            })
    void anything_else_is_no_address(String text) {
        assertEquals(Optional.empty(), DatabaseUrl.parse(text));
    }

    private static Optional<DatabaseUrl> parsed(String url, String user, String password) {
        return Optional.of(new DatabaseUrl(url, Optional.of(user), Optional.of(password)));
    }
}
