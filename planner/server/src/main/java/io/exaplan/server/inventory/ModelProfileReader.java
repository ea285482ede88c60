package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.Confidence;
import io.exaplan.engine.catalogue.KeyValueCache;
import io.exaplan.engine.catalogue.ModelFamily;
import io.exaplan.engine.catalogue.ModelProfile;
import io.exaplan.engine.catalogue.ParameterCount;
import io.exaplan.engine.catalogue.Provenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads documents like {@code model-profiles.json}. */
final class ModelProfileReader {

    private static final double BILLION = 1e9;

    /** Stands in for a family that is not stated, so that the rest of the profile can be checked. */
    private static final ModelFamily NOT_STATED =
            new ModelFamily("not-stated", 1, new Provenance("none", Confidence.DATASHEET, ""));

    private ModelProfileReader() {}

    /** The families of all documents; a later document replaces those of the same key. */
    static Map<String, ModelFamily> families(List<JsonFields> documents) {
        var families = new LinkedHashMap<String, ModelFamily>();
        for (var document : documents) {
            var entries = document.objects("families");
            Entries.refuseRepeatedKeys(entries);
            Entries.built(entries, ModelProfileReader::family).forEach(family -> families.put(family.key(), family));
        }
        return families;
    }

    static List<ModelProfile> profiles(JsonFields document, Map<String, ModelFamily> families) {
        var entries = document.objects("models");
        document.refuseOthers();
        Entries.refuseRepeatedKeys(entries);
        return Entries.built(entries, entry -> profile(entry, families));
    }

    private static ModelFamily family(JsonFields entry) {
        return new ModelFamily(entry.text("key"), entry.number("trainingMfu").orElse(0), Entries.provenance(entry));
    }

    private static ModelProfile profile(JsonFields entry, Map<String, ModelFamily> families) {
        return new ModelProfile(
                entry.text("key"),
                entry.text("name"),
                entry.texts("aliases"),
                familyOf(entry, families),
                parameters(entry),
                entry.number("bytesPerParameter").orElse(0),
                keyValueCache(entry.object("keyValueCache")),
                Entries.provenance(entry));
    }

    private static ModelFamily familyOf(JsonFields entry, Map<String, ModelFamily> families) {
        var key = entry.text("family");
        var family = families.get(key);
        if (family != null) {
            return family;
        }
        entry.problem(
                "family",
                "No usable family is called \"%s\".\nState one of %s, or add it under families."
                        .formatted(key, families.keySet()));
        return NOT_STATED;
    }

    private static ParameterCount parameters(JsonFields entry) {
        var total = entry.number("totalBillionParameters").orElse(0);
        var active = entry.number("activeBillionParameters").orElse(total);
        return new ParameterCount(Math.round(total * BILLION), Math.round(active * BILLION));
    }

    private static KeyValueCache keyValueCache(JsonFields entry) {
        var cache = new KeyValueCache(
                entry.integer("layers"),
                entry.integer("valuesPerLayer"),
                entry.number("bytesPerValue").orElse(0));
        entry.refuseOthers();
        return cache;
    }
}
