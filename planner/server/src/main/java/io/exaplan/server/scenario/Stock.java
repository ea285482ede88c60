package io.exaplan.server.scenario;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.PartitionFacts;
import java.util.HashMap;
import java.util.Map;

/**
 * Devices that come and go from a world's now on, by their peak in TFLOPS: beside what stands, whatever may be scheduled of it.
 * What is lost for a while stays installed and does not report.
 */
final class Stock {
    private static final double MILLI_TFLOPS_PER_PFLOPS = 1e6;

    private final Map<Double, Profile> installed = new HashMap<>();
    private final Map<Double, Profile> reporting = new HashMap<>();

    /** What becomes of devices a partition has more or less of. */
    enum Effect {
        COME_OR_GO,
        FALL_SILENT
    }

    void change(PartitionFacts partition, Profile milliDevices, Effect effect) {
        double peak = partition.peakTflops().orElse(0);
        reporting.merge(peak, milliDevices, Profile::plus);
        if (effect == Effect.COME_OR_GO) {
            installed.merge(peak, milliDevices, Profile::plus);
        }
    }

    /** More PFLOPS installed than now, on average between two seconds. */
    double installed(long from, long until) {
        return mean(installed, from, until);
    }

    /** The same of what reports. */
    double reporting(long from, long until) {
        return mean(reporting, from, until);
    }

    private static double mean(Map<Double, Profile> changes, long from, long until) {
        return changes.entrySet().stream()
                        .mapToDouble(change ->
                                change.getKey() * ((double) change.getValue().integral(from, until) / (until - from)))
                        .sum()
                / MILLI_TFLOPS_PER_PFLOPS;
    }
}
