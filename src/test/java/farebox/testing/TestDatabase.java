package farebox.testing;

import farebox.deployment.Database;

/** A PostgreSQL that lives as long as the tests. */
sealed interface TestDatabase extends AutoCloseable permits ContainerDatabase, EmbeddedDatabase {
    String name();

    Database address();

    @Override
    void close();
}
