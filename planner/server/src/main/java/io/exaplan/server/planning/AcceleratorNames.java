package io.exaplan.server.planning;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The catalogue's key for what people call an accelerator; a name it does not know stays as it is. */
record AcceleratorNames(Supplier<AcceleratorCatalogue> catalogue) {

    Set<String> keys(Collection<String> names) {
        Set<String> keys = new TreeSet<>();
        names.forEach(name ->
                keys.add(catalogue.get().named(name).map(AcceleratorModel::key).orElse(name)));
        return keys;
    }
}
