package farebox.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The folder of an embedded PostgreSQL: its software, its data, its passwords, and the lock that one app holds. */
record PostgresFolder(Path path) {
    static PostgresFolder in(Path data) {
        var path = data.toAbsolutePath().normalize().resolve("postgres");
        try {
            Files.createDirectories(path);
        } catch (IOException failure) {
            throw new Refusal("The folder " + path + " cannot be made: " + failure.getMessage() + ".");
        }
        return new PostgresFolder(path);
    }

    /** PostgreSQL's own data directory. */
    Path cluster() {
        return path.resolve("cluster");
    }

    /** Where a cluster is prepared; it gets its real name when it is whole, so that a crash leaves no half of one. */
    Path unfinishedCluster() {
        return path.resolve("cluster.unfinished");
    }

    Path software() {
        return path.resolve("software");
    }

    Path passwords() {
        return path.resolve("passwords");
    }

    Path log() {
        return cluster().resolve("server.log");
    }

    /** Takes the folder for this process, until it ends; empty if another one has it. */
    Optional<FileLock> lock() {
        try {
            var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ours) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
