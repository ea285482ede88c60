package io.exaplan.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that was left out of a message is an empty one. */
final class Lists {

    private Lists() {}

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
