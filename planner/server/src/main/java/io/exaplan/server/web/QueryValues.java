package io.exaplan.server.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of query parameters; each refuses what cannot be accepted under the parameter's name. */
public final class QueryValues {

    private QueryValues() {}

    /** A constant of an enum, spelt as it is. */
    public static <E extends Enum<E>> E oneOf(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(() ->
                        refused(name, value, "State one of %s.".formatted(Arrays.toString(type.getEnumConstants()))));
    }

    /** A constant of an enum, spelt as it is; what is left out is null. */
    public static <E extends Enum<E>> @Nullable E oneOfOrNull(String name, @Nullable String value, Class<E> type) {
        return value == null ? null : oneOf(name, value, type);
    }

    /** An RFC 3339 instant; what is left out is null. */
    public static @Nullable Instant instantOrNull(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return Values.instant(value).orElseThrow(() -> refused(name, value, Values.INSTANT_RULE));
    }

    /** The problem of one parameter. */
    public static Problem refused(String name, String value, String message) {
        return Problem.invalid(List.of(new Offence(name, value, message)));
    }
}
