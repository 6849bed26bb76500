package farebox.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.Brakes;
import farebox.customer.Customers;
import farebox.ledger.BooksCheck;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.testing.Keys;
import farebox.testing.Tampering;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever makes room under a cap by SQL is found out by the holds that count on it. */
@QuarkusTest
class CapTamperTest extends InvocationScene {
    private static final int ALL = 7;

    @Inject
    Customers customers;

    private int keyNo;
    private long no;

    @AfterEach
    void the_customer_and_the_caps_are_gone() throws SQLException {
        Tampering.forget(no);
        Tampering.asOwner(owner -> {
            for (var table : List.of("cap_use", "cap_return"))
                Tampering.execute(owner, "delete from " + table + " where owner in (%d, %d)".formatted(keyNo, no));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update cap_use set used = used - 1 where scope = 0 and owner = %1$d",
                "update cap_use set used = 0 where scope = 1 and owner = %1$d",
                "update cap_use set day = day - 1 where scope = 2 and owner = %2$d",
                "delete from cap_use where scope = 0 and owner = %1$d",
                "delete from cap_use where scope = 1 and owner = %1$d",
                "update cap_return set credits = credits + 1 where owner = %2$d",
                "insert into cap_return select 1, %1$d, '-infinity', 5",
                "delete from cap_return where owner = %2$d",
                "update hold set caps = 0 where state = 0 and customer_no = %2$d",
                "update hold set capped_key = capped_key + 1 where state = 1 and customer_no = %2$d",
                "update hold set capped_on = capped_on - 1 where state = 1 and customer_no = %2$d",
            })
    void a_change_by_sql_is_found(String change) throws SQLException {
        story(ALL);
        assertEquals(List.of(), faults(), "before");
        Tampering.asOwner(owner ->
                assertTrue(Tampering.execute(owner, change.formatted(keyNo, no)) > 0, "changes nothing"));
        assertFalse(faults().isEmpty(), change);
    }

    /** Each alone and together with others: a proof that looked at one would believe all of them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void whichever_caps_there_are_the_books_are_in_order(int caps) throws SQLException {
        story(caps);
        assertEquals(List.of(), faults());
        assertEquals(
                Integer.bitCount(caps),
                postgres.list("select from cap_use where owner in (?, ?)", row -> 0, keyNo, no)
                        .size());
    }

    /**
     * Calls and holds that are open, were charged in part, and cost nothing; the last thing given back is not taken off yet.
     *
     * @param caps of the key's day (1), of the key for ever (2), of the customer's day (4)
     */
    private void story(int caps) {
        grant(100);
        var made = keys.all().getFirst();
        keyNo = made.no();
        no = customers
                .find(apps.ensure("invocations").no(), customer)
                .orElseThrow()
                .no()
                .value();
        keys.change(keyNo, Keys.EVERYTHING, new Brakes(Optional.empty(), cap(caps & 1), cap(caps & 2)));
        customers.capDaily(new CustomerNo(no), cap(caps & 4));
        invoke("a", ask("premium", "Hello")).statusCode(200);
        hold();
        app().post("/v1/holds/" + hold() + "/release").then().statusCode(200);
        app().body("{\"credits\": 7}")
                .post("/v1/holds/" + hold() + "/capture")
                .then()
                .statusCode(200);
    }

    private static Optional<Credits> cap(int bit) {
        return bit == 0 ? Optional.empty() : Optional.of(Credits.of(90));
    }

    private List<String> faults() throws SQLException {
        return BooksCheck.run(database, CapProofs.ALL, progress -> {}).faults().stream()
                .filter(fault -> fault.startsWith("key " + keyNo + " ")
                        || fault.startsWith("key " + keyNo + ":")
                        || fault.startsWith("customer " + no + " "))
                .toList();
    }
}
