package io.exaplan.agent.driver.kubernetes;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many devices a node has.
 *
 * @param nominal devices it was built with, as far as it says
 * @param usable devices its device plugin offers whole
 * @param unitsPerDevice how often each device is offered when devices are shared in time, else 1
 * @param cut devices cut into slices
 */
record DeviceCount(int nominal, int usable, int unitsPerDevice, int cut) {

    private static final String GPU_COUNT = "nvidia.com/gpu.count";
    private static final String GPU_REPLICAS = "nvidia.com/gpu.replicas";
    private static final String MIG_STRATEGY = "nvidia.com/mig.strategy";
    private static final String GPU_PRODUCT = "nvidia.com/gpu.product";

    /** Of a node whose every device is cut alike, its resource of whole devices counts slices. */
    private static final Pattern CUT_ALIKE = Pattern.compile(".+-MIG-([1-7]g\\.[^-]+)(-SHARED)?");

    /** What a node says of itself. */
    record Sources(
            Map<String, Long> capacity,
            Map<String, Long> allocatable,
            Map<String, String> labels,
            Optional<HamiRegister> register) {}

    /**
     * @param stated the operator's word on devices as built, 0 when there is none
     * @param slots units the operator says there are for each device, 0 when there is no such word
     */
    static DeviceCount of(Accelerators.Offered offered, Sources sources, int stated, int slots) {
        Map<String, String> labels = sources.labels();
        int shares = Math.max(1, number(labels.get(GPU_REPLICAS)));
        Optional<String> alike = cutAlike(offered, labels);
        if (alike.isPresent()) {
            long slices = sources.capacity().getOrDefault(offered.resource(), 0L) / shares;
            int cut = offered.family().devicesCut(Map.of("nvidia.com/mig-" + alike.get(), slices), labels);
            return new DeviceCount(stated > 0 ? stated : cut, 0, shares, cut);
        }
        long counted = offered.family()
                .counted()
                .map(resource -> sources.capacity().getOrDefault(resource, 0L))
                .orElse(0L);
        long units = sources.capacity().getOrDefault(offered.resource(), 0L);
        int perDevice = slots > 0
                ? slots
                : sources.register()
                        .map(HamiRegister::slotsPerDevice)
                        .orElse(counted > 0 ? Math.clamp(units / counted, 1, 1024) : 1);
        int whole = (int) (units / shares / perDevice);
        long known =
                Math.max(counted, sources.register().map(HamiRegister::devices).orElse(0));
        if (offered.resource().equals("nvidia.com/gpu")) {
            known = Math.max(known, number(labels.get(GPU_COUNT)));
        }
        known = stated > 0 ? stated : known;
        int cut = offered.family().devicesCut(sources.capacity(), labels);
        if (offered.family().cutInUnknownParts(sources.capacity())) {
            cut = (int) Math.max(cut, known - whole);
        }
        int usable = (int) (sources.allocatable().getOrDefault(offered.resource(), 0L) / shares / perDevice);
        return new DeviceCount(stated > 0 ? stated : (int) Math.max(known, whole + cut), usable, shares, cut);
    }

    private static Optional<String> cutAlike(Accelerators.Offered offered, Map<String, String> labels) {
        Matcher product = CUT_ALIKE.matcher(labels.getOrDefault(GPU_PRODUCT, ""));
        return offered.resource().startsWith("nvidia.com/gpu")
                        && "single".equals(labels.get(MIG_STRATEGY))
                        && product.matches()
                ? Optional.of(product.group(1))
                : Optional.empty();
    }

    private static int number(@Nullable String label) {
        return label != null && label.matches("[0-9]{1,6}") ? Integer.parseInt(label) : 0;
    }
}
