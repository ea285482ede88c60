package io.exaplan.engine.catalogue;

import static io.exaplan.engine.catalogue.Findings.plain;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One kind of accelerator. A device is what a scheduler hands out as one: where it hands out the two dies of a package
 * apart, die and package are two models, so that no figure counts twice.
 *
 * @param key its name in jobs, partitions and the API, such as {@code H800}
 * @param vendor who makes it
 * @param name the vendor's name for it
 * @param stack the software it is programmed with
 * @param figures memory, power and dense peaks of one device
 * @param recognition by what clusters name it
 * @param provenance where the figures come from
 */
public record AcceleratorModel(
        String key,
        String vendor,
        String name,
        Stack stack,
        DeviceFigures figures,
        Recognition recognition,
        Provenance provenance) {

    /** @throws InvalidCatalogueEntryException telling everything that is wrong */
    public AcceleratorModel {
        var findings = new Findings("The accelerator model (%s)".formatted(key));
        findings.requireKey(key);
        findings.require(!vendor.isBlank(), "vendor", "has no vendor.", "State who makes it.");
        findings.require(!name.isBlank(), "name", "has no name.", "State the vendor's name for it.");
        figures.check(findings);
        recognition.check(findings);
        provenance.check(findings);
        findings.throwIfAny();
    }

    /** Memory of one device in GiB, empty when unknown. */
    public OptionalDouble memoryGib() {
        return figures.memoryGib();
    }

    /** Dense vendor peak of one device in TFLOPS (TOPS for integers), empty when unknown or unsupported. */
    public OptionalDouble peakTflops(Precision precision) {
        var peak = figures.densePeakTflops().get(precision);
        return peak == null ? OptionalDouble.empty() : OptionalDouble.of(peak);
    }

    /** The precision this model is accounted in: BF16, else FP16; empty when neither peak is known. */
    public Optional<Precision> accountingPrecision() {
        if (peakTflops(Precision.BF16).isPresent()) {
            return Optional.of(Precision.BF16);
        }
        return peakTflops(Precision.FP16).isPresent() ? Optional.of(Precision.FP16) : Optional.empty();
    }

    /** Dense FP16/BF16 vendor peak of one device in TFLOPS, the basis of every total; empty when unknown. */
    public OptionalDouble accountingTflops() {
        return accountingPrecision().map(this::peakTflops).orElse(OptionalDouble.empty());
    }

    /** The basis in words: {@code 989 TFLOPS dense BF16, vendor peak}, or {@code FLOPS unknown}. */
    public String accountingText() {
        return accountingPrecision()
                .map(precision -> "%s TFLOPS dense %s, vendor peak%s"
                        .formatted(
                                plain(peakTflops(precision).orElseThrow()),
                                precision,
                                provenance.confidence() == Confidence.ESTIMATE ? ", estimated" : ""))
                .orElse("FLOPS unknown");
    }

    @Override
    public String toString() {
        return key;
    }
}
