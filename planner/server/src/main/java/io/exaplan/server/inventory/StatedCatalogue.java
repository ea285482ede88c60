package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.InvalidCatalogueEntryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The delivered catalogue with what administrators stated laid over it. An entry that fits no more, as when a newer release
 * delivers a model of its name, is left out and does not keep the server from starting.
 *
 * @param revision version of the last change in it
 * @param stated by key
 * @param leftOut what is wrong with those that are not in force, by key
 */
record StatedCatalogue(
        long revision,
        AcceleratorCatalogue models,
        Map<String, CatalogueOverride> stated,
        Map<String, InvalidCatalogueEntryException> leftOut) {

    static StatedCatalogue of(long revision, AcceleratorCatalogue delivered, List<CatalogueOverride> overrides) {
        try {
            return new StatedCatalogue(
                    revision,
                    delivered.overlaidWith(overrides.stream()
                            .map(each -> each.entry().model(each.key()))
                            .toList()),
                    byKey(overrides),
                    Map.of());
        } catch (InvalidCatalogueEntryException notAllFit) {
            return oneByOne(revision, delivered, overrides);
        }
    }

    private static StatedCatalogue oneByOne(
            long revision, AcceleratorCatalogue delivered, List<CatalogueOverride> overrides) {
        AcceleratorCatalogue models = delivered;
        Map<String, InvalidCatalogueEntryException> leftOut = new LinkedHashMap<>();
        for (CatalogueOverride each : overrides) {
            try {
                models = models.overlaidWith(List.of(each.entry().model(each.key())));
            } catch (InvalidCatalogueEntryException unfit) {
                leftOut.put(each.key(), unfit);
            }
        }
        return new StatedCatalogue(revision, models, byKey(overrides), leftOut);
    }

    private static Map<String, CatalogueOverride> byKey(List<CatalogueOverride> overrides) {
        Map<String, CatalogueOverride> byKey = new LinkedHashMap<>();
        overrides.forEach(each -> byKey.put(each.key(), each));
        return byKey;
    }
}
