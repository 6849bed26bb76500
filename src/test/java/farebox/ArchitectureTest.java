package farebox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the house up, and shows on a package that breaks each rule that each rule can fail. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("farebox");
    private static final JavaClasses CANARY = new ClassFileImporter().importPackages("canary");

    @TestFactory
    Stream<DynamicTest> farebox_keeps_every_rule() {
        return new House("farebox")
                .rules().values().stream()
                        .map(rule -> dynamicTest(
                                rule.getDescription(), () -> empty(rule).check(HOUSE)));
    }

    @TestFactory
    Stream<DynamicTest> every_rule_finds_its_canary() {
        return new House("canary")
                .rules().entrySet().stream()
                        .map(entry ->
                                dynamicTest(entry.getKey(), () -> finds("canary." + entry.getKey(), entry.getValue())));
    }

    @Test
    void the_table_has_no_feature_that_nobody_built() {
        var built = HOUSE.stream()
                .map(type -> type.getPackageName().concat(".").split("\\.", 3)[1])
                .collect(Collectors.toSet());
        assertEquals(House.MAY_USE.keySet(), built);
    }

    @Test
    void the_table_in_the_documentation_is_the_table_that_is_held() throws IOException {
        var table = Files.readString(Path.of("docs/architecture.md")).split("\\| feature \\| may use \\|\n")[1];
        var rows = table.lines().skip(1).takeWhile(line -> line.startsWith("|"));
        var drawn = new TreeMap<String, Set<String>>();
        rows.map(row -> row.split("\\|")).forEach(row -> names(row[1]).forEach(name -> drawn.put(name, used(row[2]))));
        assertEquals(new TreeMap<>(House.MAY_USE), drawn);
    }

    private static Set<String> used(String cell) {
        return switch (cell.strip()) {
            case "nothing" -> Set.of();
            case "everything above but sandbox" -> House.EVERY_FEATURE;
            default -> Set.copyOf(names(cell));
        };
    }

    /** The root package has no name of its own below the base. */
    private static List<String> names(String cell) {
        return Arrays.stream(cell.strip().split(", "))
                .map(name -> name.equals("farebox") ? "" : name)
                .toList();
    }

    private static void finds(String canary, ArchRule rule) {
        var result = rule.evaluate(CANARY);
        assertTrue(result.hasViolation(), rule.getDescription());
        assertTrue(
                result.getFailureReport().getDetails().stream().anyMatch(line -> line.contains(canary)),
                () -> "not for " + canary + ": " + result.getFailureReport());
    }

    /** A rule about entities, say, holds as well while there are none: its canary shows that it looks. */
    private static ArchRule empty(ArchRule rule) {
        return rule.allowEmptyShould(true);
    }
}
