package farebox.rate;

/**
 * A kind of work, with one price on the rate card.
 *
 * @param slug what apps send; it never changes
 * @param name what people read
 */
public record TaskClass(int no, String slug, String name, boolean retired) {
    /** A task class that is yet to be created. */
    public static TaskClass proposed(String slug, String name) {
        return new TaskClass(0, slug.strip(), name.strip(), false);
    }
}
