package io.exaplan.engine.catalogue;

import static io.exaplan.engine.catalogue.Findings.isPositive;
import static io.exaplan.engine.catalogue.Findings.plain;

/**
 * Training, stated as parameters and tokens instead of hours.
 *
 * @param activeParameters parameters each token passes through
 * @param tokens tokens to be seen, all epochs together
 * @param mfu model FLOPs utilisation: the share of the dense FP16/BF16 vendor peak that becomes training
 */
public record TrainingWork(double activeParameters, double tokens, double mfu) {

    /** FLOPs per parameter and token: 2 forward, 4 backward (Kaplan et al., "Scaling Laws", arXiv 2001.08361, 2.1). */
    public static final double FLOPS_PER_PARAMETER_AND_TOKEN = 6;

    public TrainingWork {
        var findings = new Findings("The training work");
        findings.require(
                isPositive(activeParameters),
                "activeParameters",
                "states %s active parameters.".formatted(plain(activeParameters)),
                "State how many parameters each token passes through, above 0.");
        findings.require(
                isPositive(tokens),
                "tokens",
                "states %s tokens.".formatted(plain(tokens)),
                "State the tokens to be seen, above 0.");
        findings.require(
                mfu > 0 && mfu <= 1,
                "mfu",
                "states an MFU of %s.".formatted(plain(mfu)),
                "MFU is a share of the peak, above 0 and at most 1; large runs reach 0.3 to 0.5.");
        findings.throwIfAny();
    }

    /** Training of a known model at its family's usual utilisation. */
    public static TrainingWork of(ModelProfile profile, double tokens) {
        return new TrainingWork(
                profile.parameters().active(), tokens, profile.family().trainingMfu());
    }

    /** All the floating-point operations of the work. */
    public double flops() {
        return FLOPS_PER_PARAMETER_AND_TOKEN * activeParameters * tokens;
    }
}
