package io.exaplan.engine.catalogue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** An accelerator model for tests: sound, and knowing nothing that a test does not say. */
final class AcceleratorModelBuilder {

    private final String key;
    private String vendor = "NVIDIA";
    private OptionalDouble memoryGib = OptionalDouble.empty();
    private OptionalDouble watts = OptionalDouble.empty();
    private final Map<Precision, Double> peaks = new EnumMap<>(Precision.class);
    private Recognition recognition = Recognition.byKey();
    private Provenance provenance = new Provenance("data sheet", Confidence.DATASHEET, "");

    private AcceleratorModelBuilder(String key) {
        this.key = key;
    }

    static AcceleratorModelBuilder anAcceleratorModel(String key) {
        return new AcceleratorModelBuilder(key);
    }

    /** 80 GiB, 989 TFLOPS dense BF16. */
    static AcceleratorModel h800() {
        return anAcceleratorModel("H800")
                .memoryGib(80)
                .peak(Precision.FP16, 989)
                .peak(Precision.BF16, 989)
                .build();
    }

    /** A pseudonym: devices that count, and nothing else. */
    static AcceleratorModel unknown() {
        return anAcceleratorModel("G2").build();
    }

    AcceleratorModelBuilder vendor(String vendor) {
        this.vendor = vendor;
        return this;
    }

    AcceleratorModelBuilder memoryGib(double memoryGib) {
        this.memoryGib = OptionalDouble.of(memoryGib);
        return this;
    }

    AcceleratorModelBuilder watts(double watts) {
        this.watts = OptionalDouble.of(watts);
        return this;
    }

    AcceleratorModelBuilder peak(Precision precision, double tflops) {
        peaks.put(precision, tflops);
        return this;
    }

    AcceleratorModelBuilder aliases(String... aliases) {
        recognition = new Recognition(List.of(aliases), recognition.kubernetesResources(), recognition.labelValues());
        return this;
    }

    AcceleratorModelBuilder resources(String... resources) {
        recognition = new Recognition(recognition.aliases(), List.of(resources), recognition.labelValues());
        return this;
    }

    AcceleratorModelBuilder labelValues(String... values) {
        recognition = new Recognition(recognition.aliases(), recognition.kubernetesResources(), List.of(values));
        return this;
    }

    AcceleratorModelBuilder provenance(Provenance provenance) {
        this.provenance = provenance;
        return this;
    }

    AcceleratorModel build() {
        return new AcceleratorModel(
                key,
                vendor,
                vendor + " " + key,
                Stack.CUDA,
                new DeviceFigures(memoryGib, watts, peaks),
                recognition,
                provenance);
    }
}
