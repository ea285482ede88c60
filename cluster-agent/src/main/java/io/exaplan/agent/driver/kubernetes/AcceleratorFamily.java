package io.exaplan.agent.driver.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The accelerators of one vendor's device plugin.
 *
 * @param whole names of the extended resources that stand for whole devices
 * @param modelLabels keys of the node labels that name the model, the first that is there counts
 */
record AcceleratorFamily(Pattern whole, List<String> modelLabels) {

    /** Keys and names as the vendors' device plugins and feature discoveries write them. */
    private static final List<AcceleratorFamily> KNOWN = List.of(
            family("nvidia\\.com/gpu", "nvidia.com/gpu.product"),
            family("huawei\\.com/Ascend[0-9]+[A-Z0-9]*(-[0-9]+)?", "node.kubernetes.io/npu.chip.name"),
            family("cambricon\\.com/mlu[0-9]*", "cambricon.com/mlu.product"),
            family("hygon\\.com/dcu", "hygon.com/dcu.name"),
            family("amd\\.com/gpu", "amd.com/gpu.product-name", "beta.amd.com/gpu.product-name"),
            family("metax-tech\\.com/gpu", "metax-tech.com/gpu.product"),
            family("mthreads\\.com/gpu", "mthreads.com/gpu.product"),
            family("iluvatar\\.(com|ai)/gpu"),
            family("kunlunxin\\.com/xpu"),
            family("birentech\\.com/gpu"));

    private static AcceleratorFamily family(String whole, String... modelLabels) {
        return new AcceleratorFamily(Pattern.compile(whole), List.of(modelLabels));
    }

    /** The family whose whole devices this resource stands for. */
    static Optional<AcceleratorFamily> of(String resource) {
        return KNOWN.stream()
                .filter(family -> family.whole.matcher(resource).matches())
                .findFirst();
    }
}
