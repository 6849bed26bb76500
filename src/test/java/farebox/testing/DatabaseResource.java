package farebox.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
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
        return database.address().settings();
    }

    @Override
    public void stop() {
        if (database != null) database.close();
    }
}
