package io.exaplan.engine.model;

/**
 * A tenant and its quota in dense FP16/BF16 peak PFLOPS. {@link Quotas} says what may be used.
 *
 * @param id stable identity
 * @param key the tenant's name
 * @param cohort name of its cohort, empty when it has none
 * @param nominalPflops quota it owns; infinite when no quota was set
 * @param borrowingLimitPflops how much more it may use out of its cohort; infinite when unlimited
 * @param lendingLimitPflops how much of its unused quota others may use; infinite when unlimited
 * @param weight share of the cohort's spare capacity relative to other tenants
 */
public record TenantFacts(
        int id,
        String key,
        String cohort,
        double nominalPflops,
        double borrowingLimitPflops,
        double lendingLimitPflops,
        double weight) {

    /** The same tenant with another quota of its own. */
    public TenantFacts withNominal(double pflops) {
        return new TenantFacts(id, key, cohort, pflops, borrowingLimitPflops, lendingLimitPflops, weight);
    }
}
