package farebox.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.Apps;
import farebox.customer.Customers;
import farebox.money.Credits;
import farebox.testing.OwnerConnection;
import farebox.testing.Tampering;
import farebox.wallet.Attachment;
import farebox.wallet.Credit;
import farebox.wallet.Wallets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes the past anew, chain, heads and anchors and all, has still not written the file. */
@QuarkusTest
class AnchorFileTest {
    @Inject
    DataSource database;

    @Inject
    Wallets wallets;

    @Inject
    Apps apps;

    @Inject
    Customers customers;

    @TempDir
    Path data;

    private void something_is_posted() {
        var id = UUID.randomUUID().toString();
        var customer = customers.put(apps.ensure("anchors").no(), id, "", "").no();
        var source = new Credit.Source(Credit.Source.Kind.GRANT, id);
        wallets.credit(new Credit(
                customer,
                source,
                Credits.of(1),
                Credit.Paid.NOTHING,
                Credit.Terms.lasting("a test"),
                Attachment.none()));
    }

    @Test
    void what_was_anchored_is_told_once_and_stays() throws Exception {
        something_is_posted();
        var anchor = BooksRun.anchor(database, data).orElseThrow();
        assertEquals(Optional.empty(), BooksRun.anchor(database, data), "nothing was posted since");
        assertEquals(List.of(anchor.toString()), Files.readAllLines(data.resolve("anchors")));
        assertEquals(List.of(), AnchorFile.in(data).faults(database));
    }

    @Test
    void an_anchor_that_was_made_anew_is_not_the_one_that_was_told() throws Exception {
        something_is_posted();
        var told = BooksRun.anchor(database, data).orElseThrow();
        try (var owner = OwnerConnection.open()) {
            Tampering.execute(owner, "delete from anchor");
            Tampering.execute(owner, "delete from anchored_head");
        }
        BooksRun.anchor(database, data.resolve("elsewhere"));
        var faults = BooksRun.run(database, data, progress -> {}).report().faults();
        assertTrue(
                faults.contains(
                        "anchor " + told.no() + " is not in the database as " + data.resolve("anchors") + " has it"),
                faults.toString());
    }
}
