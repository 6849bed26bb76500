package farebox.deployment;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.file.PathUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the Maven package for this machine. */
record PostgresSoftware(Path home) {
    private static final int OWNER_MAY_EXECUTE = 0100;

    static PostgresSoftware unpackedIn(Path home) {
        try {
            if (!Files.exists(home)) unpack(home);
            return new PostgresSoftware(home);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The path of a program such as {@code pg_ctl}. */
    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static void unpack(Path home) throws IOException {
        var unfinished = home.resolveSibling(home.getFileName() + ".unfinished");
        if (Files.exists(unfinished)) PathUtils.deleteDirectory(unfinished);
        try (var archive = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed())))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry())
                unpack(archive, entry, unfinished);
        }
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(InputStream content, TarArchiveEntry entry, Path home) throws IOException {
        var target = entry.resolveIn(home);
        Files.createDirectories(entry.isDirectory() ? target : target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, target);
            if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) makeExecutable(target);
        }
    }

    private static void makeExecutable(Path program) throws IOException {
        var permissions = Files.getPosixFilePermissions(program);
        permissions.addAll(Set.of(
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_EXECUTE));
        Files.setPosixFilePermissions(program, permissions);
    }

    private static InputStream packed() throws IOException {
        var system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name");
        var machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        } catch (IllegalStateException none) {
            throw new Refusal("There is no embedded PostgreSQL for " + system + " on " + machine
                    + ": name one with DATABASE_URL.");
        }
    }
}
