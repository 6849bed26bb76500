package farebox.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list, and where the next part begins.
 *
 * @param nextCursor what to send as {@code cursor}; null at the end
 */
public record Page<T>(List<T> data, boolean hasMore, String nextCursor) {
    private static final int LIMIT = 20;
    private static final int LIMIT_MAX = 100;

    /** A page of at most {@code limit} out of a list that was read one row further, to see whether there is more. */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, ?> cursor) {
        if (oneMore.size() <= limit) return new Page<>(oneMore, false, null);
        var data = oneMore.subList(0, limit);
        return new Page<>(data, true, cursor.apply(data.getLast()).toString());
    }

    /** The same page, each row written another way. */
    public <R> Page<R> map(Function<T, R> written) {
        return new Page<>(data.stream().map(written).toList(), hasMore, nextCursor);
    }

    /** Where the page that was asked for begins; the first page is asked for without a cursor. */
    public static <C> Optional<C> after(String cursor, Function<String, Optional<C>> read) {
        return Optional.ofNullable(cursor)
                .map(text -> read.apply(text)
                        .orElseThrow(() -> Problem.invalid("cursor", "cursor is not one that was given out here.")
                                .exception()));
    }

    /** The {@code limit} that was asked for, from 1 to 100; 20 when none was. */
    public static int limit(String asked) {
        if (asked == null) return LIMIT;
        var limit = asked.matches("\\d{1,9}") ? Integer.parseInt(asked) : 0;
        Input.check(limit >= 1 && limit <= LIMIT_MAX, "limit", "limit must be from 1 to " + LIMIT_MAX + ".");
        return limit;
    }
}
