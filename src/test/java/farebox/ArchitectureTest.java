package farebox;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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
