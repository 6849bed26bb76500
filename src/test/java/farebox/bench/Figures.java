package farebox.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was measured, round by round; what counts is the median of the rounds. */
final class Figures {
    private final String bench;
    private final Map<String, List<Double>> figures = new TreeMap<>();

    Figures(String bench) {
        this.bench = bench;
    }

    /** Says what is going on, in place of what was said before. */
    static void tell(String what) {
        System.err.printf("\r%-60s", what);
    }

    double note(String name, double figure) {
        tell(String.format(Locale.ROOT, "  %-36s %10.2f%n", name, figure));
        figures.computeIfAbsent(name, first -> new ArrayList<>()).add(figure);
        return figure;
    }

    double median(String name) {
        var sorted = figures.get(name).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** A table of what has its unit in its name, after a comma. */
    void printTable() {
        for (var name : figures.keySet())
            if (name.contains(",")) System.out.printf(Locale.ROOT, "  %-36s %10.1f%n", name, median(name));
    }

    void print(String name, String unit) {
        System.out.println(String.format(Locale.ROOT, "BENCH %s.%s %.2f %s", bench, name, median(name), unit));
    }
}
