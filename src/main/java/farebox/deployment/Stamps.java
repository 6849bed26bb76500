package farebox.deployment;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;

/** Stamps a new database with its mode and secrets, and reads the stamp of an old one. */
@Singleton
class Stamps {
    private static final int SECRET_BYTES = 32;

    // Two instances may start on a new database at once: the first one's stamp stands.
    private static final String STAMP = """
            insert into deployment (mode, sandbox_webhook_secret, link_secret)
            values (?, ?, ?)
            on conflict do nothing
            """;

    private static final String READ = "select mode, sandbox_webhook_secret, link_secret from deployment";

    private static final String IS_STAMPED = "select to_regclass('deployment') is not null";

    private final DataSource database;

    Stamps(DataSource database) {
        this.database = database;
    }

    /** The database's stamp, which is made now if there is none. */
    Stamp stamp(Mode mode) {
        try (var connection = database.getConnection()) {
            write(connection, mode);
            return read(connection).orElseThrow();
        } catch (SQLException failure) {
            throw new IllegalStateException("The database's stamp cannot be read", failure);
        }
    }

    /** The mode of a database that the application has not started on yet; none if it is new. */
    static Optional<Mode> modeIn(Database place) {
        try (var connection = place.asOwner();
                var stamped = connection.createStatement().executeQuery(IS_STAMPED)) {
            stamped.next();
            return stamped.getBoolean(1) ? read(connection).map(Stamp::mode) : Optional.empty();
        } catch (SQLException failure) {
            throw new Refusal("The database " + place.ownerJdbcUrl() + " cannot be used: " + failure.getMessage());
        }
    }

    private static void write(Connection connection, Mode mode) throws SQLException {
        var random = new SecureRandom();
        try (var statement = connection.prepareStatement(STAMP)) {
            statement.setString(1, mode.word());
            statement.setString(2, "whsec_" + HexFormat.of().formatHex(random.generateSeed(SECRET_BYTES)));
            statement.setBytes(3, random.generateSeed(SECRET_BYTES));
            statement.executeUpdate();
        }
    }

    /** None in a database whose tables were made by a start that came no further. */
    private static Optional<Stamp> read(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(READ);
                var row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Stamp(Mode.of(row.getString(1)), row.getString(2), row.getBytes(3)))
                    : Optional.empty();
        }
    }
}
