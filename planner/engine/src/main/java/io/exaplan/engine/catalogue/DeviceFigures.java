package io.exaplan.engine.catalogue;

import static io.exaplan.engine.catalogue.Findings.isPositive;
import static io.exaplan.engine.catalogue.Findings.plain;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one device has to offer, as its vendor states it.
 *
 * @param memoryGib memory in GiB, empty when unknown. The vendor's nominal "80 GB" is entered as 80: memory is built
 *     in powers of two, and what drivers withhold is a matter of {@link SizingAssumptions}
 * @param watts power limit of the device in watts, empty when unknown
 * @param densePeakTflops dense vendor peak by precision in TFLOPS, integers in TOPS; a precision that is not
 *     supported, or whose peak is unknown, is absent
 */
public record DeviceFigures(OptionalDouble memoryGib, OptionalDouble watts, Map<Precision, Double> densePeakTflops) {

    public DeviceFigures {
        var peaks = new EnumMap<Precision, Double>(Precision.class);
        peaks.putAll(densePeakTflops);
        densePeakTflops = Collections.unmodifiableMap(peaks);
    }

    /** A device that can be counted, but of which nothing else is known. */
    public static DeviceFigures unknown() {
        return new DeviceFigures(OptionalDouble.empty(), OptionalDouble.empty(), Map.of());
    }

    void check(Findings findings) {
        memoryGib.ifPresent(memory -> findings.require(
                isPositive(memory),
                "memoryGib",
                "states %s GiB of memory.".formatted(plain(memory)),
                "Memory must be above 0; leave it out when it is unknown."));
        watts.ifPresent(power -> findings.require(
                isPositive(power),
                "watts",
                "states %s watts.".formatted(plain(power)),
                "Power must be above 0; leave it out when it is unknown."));
        densePeakTflops.forEach((precision, peak) -> findings.require(
                isPositive(peak),
                "densePeakTflops/" + precision,
                "states %s %s %s.".formatted(precision, plain(peak), precision.unit()),
                "Peak %s must be above 0; leave the precision out when it is unknown.".formatted(precision.unit())));
    }
}
