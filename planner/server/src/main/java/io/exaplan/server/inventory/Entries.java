package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.Confidence;
import io.exaplan.engine.catalogue.Provenance;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The entries of one list of a catalogue file. */
final class Entries {

    private Entries() {}

    /** A key may replace one of another file, but not one of its own. */
    static void refuseRepeatedKeys(List<JsonFields> entries) {
        var keys = new HashSet<String>();
        for (var entry : entries) {
            var key = entry.text("key");
            if (!key.isEmpty() && !keys.add(key)) {
                entry.problem("key", "The key (%s) is stated twice in this file.\nKeep one of the two.".formatted(key));
            }
        }
    }

    /** What can be built of the entries; the problems of the others are noted. */
    static <T> List<T> built(List<JsonFields> entries, Function<JsonFields, T> construction) {
        return entries.stream()
                .map(entry -> entry.build(() -> construction.apply(entry)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Where an entry's figures come from. */
    static Provenance provenance(JsonFields entry) {
        return new Provenance(
                entry.text("source"),
                entry.constant("confidence", Confidence.class, Confidence.DATASHEET),
                entry.text("note"));
    }
}
