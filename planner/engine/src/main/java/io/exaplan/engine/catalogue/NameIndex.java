package io.exaplan.engine.catalogue;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds entries by names that are compared without regard to case or surrounding space. */
final class NameIndex<E> {

    private final Map<String, E> entries;

    private NameIndex(Map<String, E> entries) {
        this.entries = entries;
    }

    static <E> NameIndex<E> of(Collection<E> entries, Function<E, Stream<String>> namesOf) {
        var byName = new HashMap<String, E>();
        entries.forEach(entry -> namesOf.apply(entry).forEach(name -> byName.put(normal(name), entry)));
        return new NameIndex<>(Map.copyOf(byName));
    }

    Optional<E> find(String name) {
        return Optional.ofNullable(entries.get(normal(name)));
    }

    /**
     * Checks that no name could mean two entries.
     *
     * @param kind what an entry is called in messages
     */
    static <E> void requireUnambiguous(
            String kind, Collection<E> entries, Function<E, String> keyOf, Function<E, Stream<String>> namesOf) {
        var findings = new Findings("The catalogue");
        var owners = new LinkedHashMap<String, String>();
        for (var entry : entries) {
            var key = keyOf.apply(entry);
            namesOf.apply(entry).map(NameIndex::normal).distinct().forEach(name -> {
                var owner = owners.putIfAbsent(name, key);
                findings.require(
                        owner == null,
                        "",
                        "calls both the %s (%s) and the %s (%s) \"%s\".".formatted(kind, owner, kind, key, name),
                        "Let each name stand for one %s.".formatted(kind));
            });
        }
        findings.throwIfAny();
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
