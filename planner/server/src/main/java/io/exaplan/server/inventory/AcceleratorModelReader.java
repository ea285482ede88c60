package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.catalogue.DeviceFigures;
import io.exaplan.engine.catalogue.Precision;
import io.exaplan.engine.catalogue.Recognition;
import io.exaplan.engine.catalogue.Stack;
import java.util.List;

/** Reads documents like {@code accelerator-models.json}. */
final class AcceleratorModelReader {

    private AcceleratorModelReader() {}

    static List<AcceleratorModel> read(JsonFields document) {
        var entries = document.objects("models");
        document.refuseOthers();
        Entries.refuseRepeatedKeys(entries);
        return Entries.built(entries, AcceleratorModelReader::model);
    }

    private static AcceleratorModel model(JsonFields entry) {
        return new AcceleratorModel(
                entry.text("key"),
                entry.text("vendor"),
                entry.text("name"),
                entry.constant("stack", Stack.class, Stack.UNKNOWN),
                new DeviceFigures(
                        entry.number("memoryGib"),
                        entry.number("watts"),
                        entry.numbersBy("densePeakTflops", Precision.class)),
                new Recognition(entry.texts("aliases"), entry.texts("kubernetesResources"), entry.texts("labelValues")),
                Entries.provenance(entry));
    }
}
