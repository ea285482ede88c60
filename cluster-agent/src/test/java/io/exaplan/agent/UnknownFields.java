package io.exaplan.agent;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Finds fields of a manifest that the Kubernetes model does not know: it keeps them as additional properties. */
final class UnknownFields {

    private UnknownFields() {}

    /** Paths of all of them. */
    static List<String> of(Object object) {
        List<String> unknown = new ArrayList<>();
        collect(object.getClass().getSimpleName(), object, unknown);
        return unknown;
    }

    private static void collect(String path, Object value, List<String> unknown) {
        switch (value) {
            case null -> {}
            case Collection<?> list -> list.forEach(element -> collect(path + "[]", element, unknown));
            case Map<?, ?> map -> map.forEach((key, element) -> collect(path + "." + key, element, unknown));
            case Object object
            when object.getClass().getName().startsWith("io.fabric8.") -> fields(path, object, unknown);
            default -> {}
        }
    }

    private static void fields(String path, Object object, List<String> unknown) {
        for (Field field : object.getClass().getDeclaredFields()) {
            if (java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            Object value = valueOf(field, object);
            if (field.getName().equals("additionalProperties") && value instanceof Map<?, ?> map) {
                map.keySet().forEach(key -> unknown.add(path + "." + key));
            } else {
                collect(path + "." + field.getName(), value, unknown);
            }
        }
    }

    private static Object valueOf(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException | InaccessibleObjectException impossible) {
            throw new IllegalStateException("The model's classes are open to reflection.", impossible);
        }
    }
}
