package io.exaplan.agent.driver.kubernetes;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of dcgm-exporter or npu-exporter in Prometheus' text format, as far as it tells how busy a node's devices are and what
 * they draw. A device told several times, by container or by slice, counts once.
 */
record MetricsPage(Map<String, Double> busyPercent, Map<String, Double> watts) {

    private static final Set<String> BUSY = Set.of("DCGM_FI_DEV_GPU_UTIL", "npu_chip_info_utilization");
    private static final Set<String> POWER = Set.of("DCGM_FI_DEV_POWER_USAGE", "npu_chip_info_power");
    private static final Pattern SAMPLE =
            Pattern.compile("([A-Za-z_:][A-Za-z0-9_:]*)(?:\\{(.*)})?\\s+([-+0-9.eE]+)(?:\\s+[0-9]+)?\\s*");
    private static final Pattern DEVICE = Pattern.compile("(?:^|,)\\s*(?:gpu|id|npuID)=\"([^\"]*)\"");

    static MetricsPage read(String page) {
        Map<String, Double> busy = new HashMap<>();
        Map<String, Double> watts = new HashMap<>();
        page.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                if (BUSY.contains(sample.group(1))) {
                    take(sample, busy);
                } else if (POWER.contains(sample.group(1))) {
                    take(sample, watts);
                }
            }
        });
        return new MetricsPage(busy, watts);
    }

    /** The mean over the devices, 0 to 1. */
    OptionalDouble busyFraction() {
        OptionalDouble percent =
                busyPercent.values().stream().mapToDouble(Double::doubleValue).average();
        return percent.isPresent() ? OptionalDouble.of(percent.getAsDouble() / 100) : percent;
    }

    /** The sum over the devices. */
    Optional<Double> totalWatts() {
        return watts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        watts.values().stream().mapToDouble(Double::doubleValue).sum());
    }

    private static void take(Matcher sample, Map<String, Double> values) {
        Matcher device = DEVICE.matcher(sample.group(2) == null ? "" : sample.group(2));
        try {
            values.merge(device.find() ? device.group(1) : "", Double.valueOf(sample.group(3)), Math::max);
        } catch (NumberFormatException unreadable) {
            // A value that is none is as good as none.
        }
    }
}
