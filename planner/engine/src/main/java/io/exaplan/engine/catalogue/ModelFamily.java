package io.exaplan.engine.catalogue;

/**
 * Open AI models of one design, which train about equally well.
 *
 * @param key its name, such as {@code deepseek-v3}
 * @param trainingMfu model FLOPs utilisation assumed for training, above 0 and at most 1: the share of the dense
 *     FP16/BF16 vendor peak that becomes 6 x parameters x tokens
 * @param provenance where that share comes from
 */
public record ModelFamily(String key, double trainingMfu, Provenance provenance) {

    /** @throws InvalidCatalogueEntryException telling everything that is wrong */
    public ModelFamily {
        var findings = new Findings("The model family (%s)".formatted(key));
        findings.requireKey(key);
        findings.require(
                trainingMfu > 0 && trainingMfu <= 1,
                "trainingMfu",
                "states a training MFU of %s.".formatted(Findings.plain(trainingMfu)),
                "MFU is a share of the peak, above 0 and at most 1; large runs reach 0.3 to 0.5.");
        provenance.check(findings);
        findings.throwIfAny();
    }
}
