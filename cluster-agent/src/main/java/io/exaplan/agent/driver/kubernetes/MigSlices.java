package io.exaplan.agent.driver.kubernetes;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NVIDIA's slices of devices, as extended resources: {@code nvidia.com/mig-3g.40gb} is 3 of a device's 7 compute slices. */
final class MigSlices {

    private static final Pattern RESOURCE = Pattern.compile("nvidia\\.com/mig-([1-7])g\\..+");
    private static final int SLICES_OF_A_DEVICE = 7;

    private MigSlices() {}

    /** How many devices at least were cut to offer these quantities. */
    static long devicesCut(Map<String, Long> quantities) {
        return Math.ceilDiv(slices(quantities), SLICES_OF_A_DEVICE);
    }

    private static long slices(Map<String, Long> quantities) {
        return quantities.entrySet().stream()
                .mapToLong(entry -> slicesOf(entry.getKey()) * entry.getValue())
                .sum();
    }

    private static long slicesOf(String resource) {
        Matcher matcher = RESOURCE.matcher(resource);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
