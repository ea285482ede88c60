package io.exaplan.server.web;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
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

    /** A page of a list that is at hand as a whole and keeps its order, such as a catalogue. */
    public static <T> Page<T> within(List<T> all, PageRequest request, Function<T, String> position) {
        int from = request.position()
                .map(ended -> 1 + indexOf(all, position, ended))
                .orElse(0);
        return of(all.subList(from, Math.min(all.size(), from + request.limitAndOne())), request, position);
    }

    private static <T> int indexOf(List<T> all, Function<T, String> position, String ended) {
        return IntStream.range(0, all.size())
                .filter(index -> position.apply(all.get(index)).equals(ended))
                .findFirst()
                .orElseThrow(() -> PageRequest.notOurs(ended));
    }

    /** The same page of something else. */
    public <U> Page<U> map(Function<T, U> change) {
        return new Page<>(items.stream().map(change).toList(), nextCursor);
    }
}
