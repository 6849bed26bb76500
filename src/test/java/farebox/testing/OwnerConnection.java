package farebox.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;

/** A connection with the owner's rights, for tests that tamper with what the application may not touch. */
public final class OwnerConnection {
    private OwnerConnection() {}

    /** Opens one to the database of the running application. */
    public static Connection open() throws SQLException {
        return DriverManager.getConnection(setting("jdbc-url"), setting("username"), setting("password"));
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue("quarkus.flyway." + name, String.class);
    }
}
