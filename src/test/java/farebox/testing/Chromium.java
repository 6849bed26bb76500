package farebox.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the browser on this machine; bin/test installs one where it can. */
public final class Chromium {
    private Chromium() {}

    /** The one that CHROMIUM names, else one of the usual places; a test without a browser fails, and says so. */
    public static Path executable() {
        return Stream.concat(Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of).stream(), usualPlaces())
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("The journey needs Chromium: install it, or set CHROMIUM to it."));
    }

    private static Stream<Path> usualPlaces() {
        var onPath = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)));
        var onMac = Stream.of("Google Chrome", "Chromium")
                .map(name -> Path.of("/Applications", name + ".app", "Contents", "MacOS", name));
        return Stream.concat(onPath, onMac);
    }
}
