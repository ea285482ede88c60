package io.exaplan.agent.driver.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The accelerators of one vendor's device plugins.
 *
 * @param device name of the extended resource of whole devices, where a node offers none of it
 * @param whole names of the extended resources of which a worker takes one unit for each device
 * @param slicings names of those that are parts of devices; they go before {@code whole}
 * @param modelLabels keys of the node labels that name the model, the first that is there counts
 * @param register key of the node annotation in which HAMi's plugin lists the devices, empty where it has none
 * @param counted resource that says how many devices a node has whatever is made of them, empty where there is none
 */
record AcceleratorFamily(
        String device,
        Pattern whole,
        List<Slicing> slicings,
        List<String> modelLabels,
        Optional<Pattern> register,
        Optional<String> counted) {

    /** Amounts of memory and compute that sharing plugins offer beside the devices, and their counts; never devices. */
    private static final Pattern AMOUNT =
            Pattern.compile(".+/.*(mem|core|count|percentage|priority).*", Pattern.CASE_INSENSITIVE);

    /** Names as the vendors' device plugins and feature discoveries write them, and HAMi's. */
    private static final List<AcceleratorFamily> KNOWN = List.of(
            vendor("nvidia.com/gpu", "nvidia\\.com/gpu(\\.shared)?", "nvidia.com/gpu.product")
                    .cut(Slicing.of("nvidia\\.com/mig-([1-7])g\\..+", 7))
                    .registered("hami\\.io/node-nvidia-register"),
            // Virtual devices by AI cores: 910A has 32, those with CPUs in their names are of chips of 20 or 24, 310P
            // has 8.
            vendor("huawei.com/Ascend910", "huawei\\.com/Ascend.+", "node.kubernetes.io/npu.chip.name")
                    .cut(
                            Slicing.of("huawei\\.com/Ascend310P-([0-9]{1,2})c(\\..+)?", 8),
                            Slicing.of("huawei\\.com/Ascend910[A-Z0-9-]*-(5|10)c(\\..+)?", 20),
                            Slicing.of("huawei\\.com/Ascend910[A-Z0-9-]*-(3|6|12)c(\\..+)?", 24),
                            Slicing.of("huawei\\.com/Ascend[A-Z0-9-]+-([0-9]{1,2})c(\\..+)?", 32))
                    .registered("hami\\.io/node-register-Ascend.+"),
            vendor("cambricon.com/mlu", "cambricon\\.com/.+", "cambricon.com/mlu.product")
                    .cut(Slicing.ofUnknownSize("cambricon\\.com/.+\\.(share|mim-.+)"))
                    .registered("hami\\.io/node-mlu-register")
                    .countedBy("cambricon.com/real-mlu-counts"),
            vendor("hygon.com/dcu", "hygon\\.com/dcu.*", "hygon.com/dcu.name")
                    .cut(
                            Slicing.of("hygon\\.com/dcu-mig-([1-8])g-.+", 8),
                            Slicing.of("hygon\\.com/dcu-share-([0-9]{1,4})c-.+", 120)
                                    .unlessLabelled("hygon.com/dcu.cu-count"),
                            Slicing.ofUnknownSize("hygon\\.com/dcu-(mig|share).*"))
                    .registered("(hami\\.io|hygon\\.com)/node-dcu-register"),
            vendor("amd.com/gpu", "amd\\.com/gpu", "amd.com/gpu.product-name", "beta.amd.com/gpu.product-name"),
            vendor("metax-tech.com/gpu", "metax-tech\\.com/gpu", "metax-tech.com/gpu.product"),
            vendor("mthreads.com/gpu", "mthreads\\.com/.+", "mthreads.com/gpu.product"),
            vendor("iluvatar.com/gpu", "iluvatar\\.(com|ai)/gpu"),
            vendor("kunlunxin.com/xpu", "kunlunxin\\.com/xpu"),
            vendor("birentech.com/gpu", "birentech\\.com/gpu"));

    private static AcceleratorFamily vendor(String device, String whole, String... modelLabels) {
        return new AcceleratorFamily(
                device, Pattern.compile(whole), List.of(), List.of(modelLabels), Optional.empty(), Optional.empty());
    }

    private AcceleratorFamily cut(Slicing... into) {
        return new AcceleratorFamily(device, whole, List.of(into), modelLabels, register, counted);
    }

    private AcceleratorFamily registered(String annotation) {
        return new AcceleratorFamily(
                device, whole, slicings, modelLabels, Optional.of(Pattern.compile(annotation)), counted);
    }

    private AcceleratorFamily countedBy(String resource) {
        return new AcceleratorFamily(device, whole, slicings, modelLabels, register, Optional.of(resource));
    }

    /** A resource nobody but the operator knows. */
    static AcceleratorFamily named(String resource) {
        return vendor(resource, Pattern.quote(resource));
    }

    /** The family whose whole devices this resource stands for. */
    static Optional<AcceleratorFamily> of(String resource) {
        return KNOWN.stream()
                .filter(family -> family.whole.matcher(resource).matches())
                .filter(family -> !AMOUNT.matcher(resource).matches()
                        && family.sliced(resource).isEmpty())
                .findFirst();
    }

    /** The family this resource offers parts of devices of. */
    static Optional<AcceleratorFamily> slicedInto(String resource) {
        return KNOWN.stream()
                .filter(family -> family.sliced(resource).isPresent())
                .findFirst();
    }

    /** How many devices at least were cut to offer these quantities. */
    int devicesCut(Map<String, Long> quantities, Map<String, String> labels) {
        long milli = quantities.entrySet().stream()
                .mapToLong(some -> sliced(some.getKey())
                        .map(slicing -> slicing.milliOf(some.getKey(), some.getValue(), labels))
                        .orElse(OptionalInt.empty())
                        .orElse(0))
                .sum();
        return (int) Math.ceilDiv(milli, 1000L);
    }

    /** Whether parts are offered of which nobody says how large they are. */
    boolean cutInUnknownParts(Map<String, Long> quantities) {
        return quantities.entrySet().stream()
                .anyMatch(some -> some.getValue() > 0
                        && sliced(some.getKey())
                                .filter(slicing -> !slicing.sizeIsKnown())
                                .isPresent());
    }

    private Optional<Slicing> sliced(String resource) {
        return slicings.stream()
                .filter(slicing -> slicing.resource().matcher(resource).matches())
                .findFirst();
    }
}
