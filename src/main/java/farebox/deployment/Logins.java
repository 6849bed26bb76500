package farebox.deployment;

import java.sql.Connection;
import java.sql.SQLException;

/** Says before anything is made what the logins of somebody's own PostgreSQL lack. */
final class Logins {
    private static final String ROLE = "farebox_app";

    private static final String IS_MIGRATED = "select to_regclass('deployment') is not null";

    /** As the first migration does it. */
    private static final String MAKE_ROLE = """
            do $$ begin
              if to_regrole('farebox_app') is null then create role farebox_app nologin; end if;
              if '%1$s' <> 'farebox_app' then execute format('grant farebox_app to %%I', '%1$s'); end if;
            end $$
            """;

    private Logins() {}

    /** The owner's must be able to make the application's role, and the application's to take it. */
    static void refuseUnlessFit(Database place) {
        try (var owner = place.asOwner();
                var app = place.asApp()) {
            if (isMigrated(owner)) execute(app, "set role " + ROLE);
            else rehearse(owner, place.app().name());
        } catch (SQLException failure) {
            throw new Refusal("The logins of " + place.jdbcUrl() + " will not do: " + failure.getMessage()
                    + "\nThe README says what they need.");
        }
    }

    private static boolean isMigrated(Connection owner) throws SQLException {
        try (var statement = owner.createStatement();
                var answer = statement.executeQuery(IS_MIGRATED)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    private static void rehearse(Connection owner, String appLogin) throws SQLException {
        owner.setAutoCommit(false);
        execute(owner, MAKE_ROLE.formatted(appLogin.replace("'", "''")));
        owner.rollback();
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
