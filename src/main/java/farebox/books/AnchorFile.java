package farebox.books;

import farebox.ledger.Anchor;
import farebox.ledger.Anchors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The anchors as they were told to a file outside of the database, a line each. Any copy of such lines will do. */
record AnchorFile(Path path) {
    static AnchorFile in(Path data) {
        return new AnchorFile(data.resolve("anchors"));
    }

    void add(Anchor anchor) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, anchor + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The anchors that the database no longer has as they were told. */
    List<String> faults(DataSource database) throws IOException, SQLException {
        var faults = new ArrayList<String>();
        if (!Files.exists(path)) return faults;
        try (var lines = Files.lines(path)) {
            for (var anchor : (Iterable<Anchor>) lines.map(Anchor::in).flatMap(Optional::stream)::iterator)
                if (!Anchors.numbered(database, anchor.no()).equals(Optional.of(anchor)))
                    faults.add("anchor " + anchor.no() + " is not in the database as " + path + " has it");
        }
        return faults;
    }
}
