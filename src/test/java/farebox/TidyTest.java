package farebox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the sources tidy where a formatter can't; each rule is shown to find the untidy sample beside it. */
class TidyTest {
    private static final int LINES_MAX = 300;
    private static final Pattern BRANCH = Pattern.compile("\\{#if |\\{/if}");
    private static final Pattern SETTING =
            Pattern.compile("(?<=[\"{])(FAREBOX|DATABASE|STRIPE|AWS|OTEL)_[A-Z_]+(?=[\":}])");
    private static final String SOURCES = "\\.(java|html|js|sql)$";

    /** What no file of a kind may have, with a sample that has it. */
    private record Rule(String name, String files, Predicate<String> broken, String untidy) {
        static Rule without(String name, String files, String pattern, String untidy) {
            return new Rule(name, files, Pattern.compile(pattern).asPredicate(), untidy);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "300 lines are enough",
                    SOURCES,
                    text -> text.lines().count() > LINES_MAX,
                    "\n".repeat(LINES_MAX + 1)),
            new Rule(
                    "a migration says first what it is for",
                    "migration/.*\\.sql$",
                    text -> !text.startsWith("-- "),
                    "\n-- a"),
            new Rule("templates decide two deep", "\\.html$", TidyTest::decidesThreeDeep, "{#if a}{#if b}{#if c}"),
            Rule.without("no tabs", "\\.(java|html|css|js|sql|md|properties)$", "\t", "\tint"),
            Rule.without("nothing is left to do", "\\.(java|html|css|js|sql|md)$", "\\b(TODO|FIXME)\\b", "// TODO"),
            Rule.without(
                    "no script or style within a page",
                    "\\.html$",
                    "\\s(style|on[a-z]+)=\"|<style|<script>",
                    "<p style=\"\">"),
            Rule.without(
                    "only the welcome and the command line print",
                    "src/main/java/farebox/(?!Farebox|Books|welcome/).*java$",
                    "System\\s*\\.\\s*(out|err)|printStackTrace",
                    "System.out.println()"),
            Rule.without(
                    "tests neither sleep nor skip",
                    "src/test/.*\\.java$",
                    "Thread\\.sleep\\(|@Disabled|\\bassum(e|ing)(True|False|That)\\(",
                    "Thread.sleep(10)"));

    @TestFactory
    Stream<DynamicTest> every_file_is_tidy() {
        return RULES.stream().map(rule -> dynamicTest(rule.name(), () -> assertEquals(List.of(), untidy(rule))));
    }

    @TestFactory
    Stream<DynamicTest> every_rule_finds_its_sample() {
        return RULES.stream()
                .map(rule ->
                        dynamicTest(rule.name(), () -> assertTrue(rule.broken().test(rule.untidy()))));
    }

    @Test
    void the_readme_lists_every_setting() {
        var readme = read(Path.of("README.md"));
        var settings = files("src/main/.*\\.(java|properties)$")
                .flatMap(file -> SETTING.matcher(read(file)).results().map(MatchResult::group));
        assertEquals(
                List.of(),
                settings.distinct()
                        .filter(name -> !readme.contains("`" + name + "`"))
                        .toList());
    }

    private static List<Path> untidy(Rule rule) {
        return files(rule.files())
                .filter(file -> rule.broken().test(read(file)))
                .toList();
    }

    private static boolean decidesThreeDeep(String template) {
        var deepest = 0;
        var depth = 0;
        for (var branch : BRANCH.matcher(template).results().toList()) {
            depth += branch.group().startsWith("{#") ? 1 : -1;
            deepest = Math.max(deepest, depth);
        }
        return deepest > 2;
    }

    /** Everything in the project that we write, but for this file, which must hold the bad samples. */
    private static Stream<Path> files(String pattern) {
        var wanted = Pattern.compile(pattern).asPredicate();
        return Stream.of("src", "docs", "README.md", "CHANGELOG.md")
                .map(Path::of)
                .flatMap(TidyTest::walk)
                .filter(file -> !file.endsWith("TidyTest.java"))
                .filter(file -> wanted.test(file.toString().replace('\\', '/')));
    }

    private static Stream<Path> walk(Path root) {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
