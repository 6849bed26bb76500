package farebox.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorsTest {
    @ParameterizedTest
    @CsvSource({"3,12,false", "254,72,false", "2,12,true", "255,12,true", "3,11,true", "3,73,true"})
    void who_could_not_sign_in_is_not_let_in(int emailLength, int passwordLength, boolean faulty) {
        assertEquals(
                faulty,
                Operators.fault("a".repeat(emailLength), "p".repeat(passwordLength))
                        .isPresent());
    }

    @ParameterizedTest
    @CsvSource({"36,false", "37,true"})
    void a_password_is_measured_in_bytes(int length, boolean faulty) {
        assertEquals(
                faulty,
                Operators.fault("ada@farebox.example", "é".repeat(length)).isPresent());
    }
}
