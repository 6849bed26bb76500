package farebox.margin;

/** What one task class earned. */
public record TaskMargin(int task, String slug, String name, Earnings earnings) {}
