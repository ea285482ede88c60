package io.exaplan.contract;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a decoded message lacks. A JSON reader leaves absent texts and blocks null, whatever the records promise; each
 * side asks here, once, before it believes the promise.
 */
public final class Completeness {
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive())
                    .map(Part::of)
                    .toList();
        }
    };

    private Completeness() {}

    /** Paths, such as {@code runs[3].state}, of every field that is null and not marked {@code @Nullable}. */
    public static List<String> missingFields(Record message) {
        List<String> missing = new ArrayList<>();
        // Nearly every message is complete, and may have thousands of entries: paths are written of the others alone.
        if (!isComplete(message)) {
            collect(message, "", missing);
        }
        return missing;
    }

    private static boolean isComplete(Record message) {
        for (Part part : PARTS.get(message.getClass())) {
            Object value = part.in(message);
            boolean complete = switch (value) {
                case null -> part.optional();
                case Record inner -> isComplete(inner);
                case List<?> list -> isComplete(list);
                default -> true;
            };
            if (!complete) {
                return false;
            }
        }
        return true;
    }

    private static boolean isComplete(List<?> list) {
        for (Object entry : list) {
            if (entry instanceof Record inner && !isComplete(inner)) {
                return false;
            }
        }
        return true;
    }

    private static void collect(Record message, String prefix, List<String> missing) {
        for (Part part : PARTS.get(message.getClass())) {
            String path = prefix + part.name();
            Object value = part.in(message);
            if (value == null) {
                if (!part.optional()) {
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

    /** A component that may be null. */
    private record Part(String name, Method accessor, boolean optional) {
        static Part of(RecordComponent component) {
            return new Part(
                    component.getName(),
                    component.getAccessor(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }

        @Nullable
        Object in(Record message) {
            try {
                return accessor.invoke(message);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("The contract's records and their accessors are public.", impossible);
            }
        }
    }
}
