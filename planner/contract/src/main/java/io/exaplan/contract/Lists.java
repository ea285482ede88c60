package io.exaplan.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that was left out of a message is an empty one. */
final class Lists {

    private Lists() {}

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** For the few lists whose absence says something else than emptiness. */
    static <T> @Nullable List<T> copyOrNull(@Nullable List<T> list) {
        return list == null ? null : List.copyOf(list);
    }
}
