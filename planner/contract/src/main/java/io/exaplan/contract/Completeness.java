package io.exaplan.contract;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a decoded message lacks. A JSON reader leaves absent texts and blocks null, whatever the records promise; each
 * side asks here, once, before it believes the promise.
 */
public final class Completeness {

    private Completeness() {}

    /** Paths, such as {@code runs[3].state}, of every field that is null and not marked {@code @Nullable}. */
    public static List<String> missingFields(Record message) {
        List<String> missing = new ArrayList<>();
        collect(message, "", missing);
        return missing;
    }

    private static void collect(Record message, String prefix, List<String> missing) {
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            String path = prefix + component.getName();
            Object value = valueOf(message, component);
            if (value == null) {
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    missing.add(path);
                }
            } else if (value instanceof Record inner) {
                collect(inner, path + ".", missing);
            } else if (value instanceof List<?> list) {
                collect(list, path, missing);
            }
        }
    }

    private static void collect(List<?> list, String path, List<String> missing) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Record inner) {
                collect(inner, path + "[" + i + "].", missing);
            }
        }
    }

    private static @Nullable Object valueOf(Record message, RecordComponent component) {
        try {
            return component.getAccessor().invoke(message);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("The contract's records and their accessors are public.", impossible);
        }
    }
}
