package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.catalogue.Confidence;
import io.exaplan.engine.catalogue.DeviceFigures;
import io.exaplan.engine.catalogue.InvalidCatalogueEntryException;
import io.exaplan.engine.catalogue.Precision;
import io.exaplan.engine.catalogue.Provenance;
import io.exaplan.engine.catalogue.Recognition;
import io.exaplan.engine.catalogue.Stack;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Value;
import io.exaplan.server.web.Values;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an accelerator model, spelt as in the catalogue's files, without its key.
 *
 * @param memoryGib null when unknown, as are watts
 * @param densePeakTflops dense vendor peak by precision in TFLOPS, integers in TOPS; what is unknown is left out
 * @param note what an estimate rests on
 */
public record AcceleratorEntry(
        String vendor,
        String name,
        Stack stack,
        @Nullable Double memoryGib,
        @Nullable Double watts,
        Map<Precision, Double> densePeakTflops,
        List<String> aliases,
        List<String> kubernetesResources,
        List<String> labelValues,
        String source,
        Confidence confidence,
        String note) {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_NAMES = 64;
    /** Far beyond any device there is; the rules of the catalogue itself refuse 0. */
    private static final double MOST = 1e6;

    private static final Pattern PRECISIONS = Pattern.compile(
            Arrays.stream(Precision.values()).map(Precision::name).collect(Collectors.joining("|")));

    public AcceleratorEntry {
        Map<Precision, Double> peaks = new EnumMap<>(Precision.class);
        peaks.putAll(densePeakTflops);
        densePeakTflops = Collections.unmodifiableMap(peaks);
        aliases = List.copyOf(aliases);
        kubernetesResources = List.copyOf(kubernetesResources);
        labelValues = List.copyOf(labelValues);
    }

    public static AcceleratorEntry of(AcceleratorModel model) {
        return new AcceleratorEntry(
                model.vendor(),
                model.name(),
                model.stack(),
                orNull(model.figures().memoryGib()),
                orNull(model.figures().watts()),
                model.figures().densePeakTflops(),
                model.recognition().aliases(),
                model.recognition().kubernetesResources(),
                model.recognition().labelValues(),
                model.provenance().source(),
                model.provenance().confidence(),
                model.provenance().note());
    }

    /** Reads what somebody states of the model of a key, and refuses what the catalogue's rules refuse. */
    static AcceleratorEntry read(JsonForm form, String key) {
        AcceleratorEntry entry = new AcceleratorEntry(
                form.required("vendor", Values.text(LONGEST_NAME), ""),
                form.required("name", Values.text(LONGEST_NAME), ""),
                form.required("stack", Values.oneOf(Stack.class), Stack.UNKNOWN),
                form.orNull("memoryGib", Values.number(0, MOST)),
                form.orNull("watts", Values.number(0, MOST)),
                byPrecision(form.optional(
                        "densePeakTflops",
                        Values.map(PRECISIONS, Values.number(0, MOST), Precision.values().length),
                        Map.of())),
                form.optional("aliases", names(), List.of()),
                form.optional("kubernetesResources", names(), List.of()),
                form.optional("labelValues", names(), List.of()),
                form.required("source", Values.text(LONGEST_TEXT), ""),
                form.required("confidence", Values.oneOf(Confidence.class), Confidence.DATASHEET),
                form.optional("note", Values.anyText(LONGEST_TEXT), ""));
        form.finish();
        try {
            entry.model(key);
        } catch (InvalidCatalogueEntryException invalid) {
            invalid.problems().forEach(problem -> form.refuse(problem.field().replace('/', '.'), problem.message()));
        }
        form.finish();
        return entry;
    }

    /** @throws InvalidCatalogueEntryException telling everything that is wrong */
    AcceleratorModel model(String key) {
        return new AcceleratorModel(
                key,
                vendor,
                name,
                stack,
                new DeviceFigures(orEmpty(memoryGib), orEmpty(watts), densePeakTflops),
                new Recognition(aliases, kubernetesResources, labelValues),
                new Provenance(source, confidence, note));
    }

    private static Value<List<String>> names() {
        return Values.list(Values.text(LONGEST_NAME), MOST_NAMES);
    }

    private static Map<Precision, Double> byPrecision(Map<String, Double> peaks) {
        Map<Precision, Double> byPrecision = new EnumMap<>(Precision.class);
        peaks.forEach((name, peak) -> byPrecision.put(Precision.valueOf(name), peak));
        return byPrecision;
    }

    private static OptionalDouble orEmpty(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
