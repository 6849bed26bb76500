package farebox.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutagesTest {
    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "57P01, true",
        "57P03, true",
        "53300, true",
        "25006, true",
        "23505, false",
        "57014, false",
        ", true"
    })
    void only_a_database_that_does_not_answer_is_an_outage(String state, boolean outage) {
        var wrapped = new IllegalStateException(new RuntimeException(new SQLException("gone", state)));
        assertEquals(outage, Outages.isOne(wrapped));
    }
}
