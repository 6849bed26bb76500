package farebox.bench;

import farebox.deployment.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own benchmark, with its TPC-B-like script, in a schema of its own on one of our servers. */
record Pgbench(Path program, Database database) {
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    private static final int SCALE = 50;

    /** Makes its tables: 5 million accounts, 50 branches. */
    static Pgbench on(Server server) throws SQLException, IOException, InterruptedException {
        server.change("create schema pgbench");
        var pgbench = new Pgbench(find(), server.database());
        pgbench.run("--initialize", "--quiet", "--scale=" + SCALE);
        return pgbench;
    }

    private static Path find() throws IOException {
        var onPath = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
        try (var versions = debianVersions()) {
            return Stream.concat(versions, onPath)
                    .map(folder -> folder.resolve("pgbench"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(
                            () -> new IOException(
                                    "pgbench is missing: it comes with PostgreSQL (apt-get install postgresql, brew install postgresql)"));
        }
    }

    private static Stream<Path> debianVersions() throws IOException {
        var all = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(all)) return Stream.empty();
        return Files.list(all).sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin"));
    }

    double transactionsPerSecond(int clients, Duration duration) throws IOException, InterruptedException {
        var printed = run(
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=2",
                "--time=" + duration.toSeconds());
        var tps = TPS.matcher(printed);
        if (!tps.find()) throw new IOException("pgbench gave no figure:\n" + printed);
        return Double.parseDouble(tps.group(1));
    }

    private String run(String... options) throws IOException, InterruptedException {
        var address = URI.create(database.ownerJdbcUrl().substring("jdbc:".length()));
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGHOST", address.getHost());
        builder.environment().put("PGPORT", String.valueOf(address.getPort()));
        builder.environment().put("PGDATABASE", address.getPath().substring(1));
        builder.environment().put("PGUSER", database.owner().name());
        builder.environment().put("PGPASSWORD", database.owner().password());
        builder.environment().put("PGOPTIONS", "-c search_path=pgbench");
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException("pgbench failed:\n" + printed);
        return printed;
    }
}
