package farebox.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** The two passwords of an embedded PostgreSQL, made once and kept in a file that only its owner can read. */
record Passwords(String owner, String app) {
    private static final int BYTES = 24;

    static Passwords keptIn(Path file) {
        try {
            if (!Files.exists(file)) make(file);
            var lines = Files.readAllLines(file);
            return new Passwords(lines.get(0), lines.get(1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void make(Path file) throws IOException {
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var unfinished = Files.createTempFile(file.getParent(), "passwords", null, mine);
        Files.write(unfinished, List.of(random(), random()));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random() {
        return HexFormat.of().formatHex(new SecureRandom().generateSeed(BYTES));
    }
}
