package io.exaplan.server.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list.
 *
 * @param items the items of this part
 * @param nextCursor what to send as {@code cursor} for the next part, null at the end
 * @param <T> what the list holds
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /** A page of a list that was asked for one item more than the page holds, so as to know whether it goes on. */
    public static <T> Page<T> of(List<T> oneMore, PageRequest request, Function<T, String> position) {
        boolean more = oneMore.size() > request.limit();
        List<T> items = more ? oneMore.subList(0, request.limit()) : oneMore;
        return new Page<>(items, more ? PageRequest.cursor(position.apply(items.getLast())) : null);
    }

    /** The whole list at once. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /** The same page of something else. */
    public <U> Page<U> map(Function<T, U> change) {
        return new Page<>(items.stream().map(change).toList(), nextCursor);
    }
}
