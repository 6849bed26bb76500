package farebox;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts Farebox. */
@QuarkusMain
public class Farebox {
    public static void main(String... args) {
        Quarkus.run(args);
    }
}
