package io.exaplan.engine.catalogue;

import static io.exaplan.engine.catalogue.Findings.plain;

/**
 * What sizing takes for granted where a job does not say otherwise.
 *
 * @param usableMemoryShare share of a device's memory that weights and key-value cache may fill; the rest is for
 *     activations, the runtime and what drivers withhold
 * @param servingUtilisation share of the dense FP16/BF16 vendor peak that becomes tokens while serving
 */
public record SizingAssumptions(double usableMemoryShare, double servingUtilisation) {

    /**
     * 0.9 of the memory, as vLLM reserves unless told otherwise ({@code gpu_memory_utilization}). 0.1 of the peak:
     * generating is bound by memory bandwidth; the 14,800 output tokens per second that DeepSeek reports for a node of
     * 8 x H800 serving V3 and R1 are 14% (open-infra-index, "DeepSeek-V3/R1 Inference System Overview"), and few
     * services are tuned as far.
     */
    public static final SizingAssumptions USUAL = new SizingAssumptions(0.9, 0.1);

    public SizingAssumptions {
        var findings = new Findings("The sizing assumption");
        findings.require(
                isShare(usableMemoryShare),
                "usableMemoryShare",
                "lets %s of the memory be used.".formatted(plain(usableMemoryShare)),
                "Give a share above 0 and at most 1; 0.9 is usual.");
        findings.require(
                isShare(servingUtilisation),
                "servingUtilisation",
                "expects %s of the peak while serving.".formatted(plain(servingUtilisation)),
                "Give a share above 0 and at most 1; 0.1 is usual.");
        findings.throwIfAny();
    }

    private static boolean isShare(double value) {
        return value > 0 && value <= 1;
    }
}
