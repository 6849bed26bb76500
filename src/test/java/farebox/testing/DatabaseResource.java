package farebox.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Gives every {@code @QuarkusTest} a fresh, real PostgreSQL: in a container where an engine answers, else embedded. */
@WithTestResource(value = DatabaseResource.class, scope = TestResourceScope.GLOBAL)
public class DatabaseResource implements QuarkusTestResourceLifecycleManager {
    private TestDatabase database;

    @Override
    public Map<String, String> start() {
        database = ContainerDatabase.started().orElseGet(EmbeddedDatabase::start);
        Logger.getLogger(DatabaseResource.class).infof("Tests run on: %s", database.name());
        var settings = new HashMap<>(database.address().settings());
        // What a run tells a folder must not be there for the next, whose database is another.
        settings.put(
                "FAREBOX_DATA", "target/test-data-" + ProcessHandle.current().pid());
        return settings;
    }

    @Override
    public void stop() {
        if (database != null) database.close();
    }
}
