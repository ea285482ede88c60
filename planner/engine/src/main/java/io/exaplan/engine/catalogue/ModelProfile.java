package io.exaplan.engine.catalogue;

import java.util.List;

/**
 * An open AI model, as far as its size decides what a job needs.
 *
 * @param key its name in jobs and the API, such as {@code deepseek-v3}
 * @param name its author's name for it
 * @param aliases other names, such as the repository it is published in
 * @param family models of the same design
 * @param parameters total and active parameters
 * @param bytesPerParameter bytes of each weight as published, 2 for BF16, 1 for FP8
 * @param keyValueCache what serving keeps of each token
 * @param provenance where the figures come from
 */
public record ModelProfile(
        String key,
        String name,
        List<String> aliases,
        ModelFamily family,
        ParameterCount parameters,
        double bytesPerParameter,
        KeyValueCache keyValueCache,
        Provenance provenance) {

    /** @throws InvalidCatalogueEntryException telling everything that is wrong */
    public ModelProfile {
        aliases = List.copyOf(aliases);
        var findings = new Findings("The model profile (%s)".formatted(key));
        findings.requireKey(key);
        findings.require(!name.isBlank(), "name", "has no name.", "State its author's name for it.");
        findings.requireNoBlanks(aliases, "aliases");
        parameters.check(findings);
        findings.require(
                Findings.isPositive(bytesPerParameter),
                "bytesPerParameter",
                "states %s bytes per parameter.".formatted(Findings.plain(bytesPerParameter)),
                "State 2 for BF16, 1 for FP8 or INT8, 0.5 for 4 bits.");
        keyValueCache.check(findings);
        provenance.check(findings);
        findings.throwIfAny();
    }

    /** Bytes the weights occupy. */
    public double weightBytes() {
        return parameters.total() * bytesPerParameter;
    }

    /** Bytes of key-value cache that one token of context occupies. */
    public double kvBytesPerToken() {
        return keyValueCache.bytesPerToken();
    }

    @Override
    public String toString() {
        return key;
    }
}
