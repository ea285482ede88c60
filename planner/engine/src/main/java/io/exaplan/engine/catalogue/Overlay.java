package io.exaplan.engine.catalogue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** Lays entries over others by their keys. */
final class Overlay {

    private Overlay() {}

    /** The base in its order with entries of equal key replaced, then whatever is new, in its own order. */
    static <E> List<E> byKey(Collection<E> base, Collection<E> over, Function<E, String> keyOf) {
        var merged = new LinkedHashMap<String, E>();
        base.forEach(entry -> merged.put(keyOf.apply(entry), entry));
        over.forEach(entry -> merged.put(keyOf.apply(entry), entry));
        return List.copyOf(merged.values());
    }
}
