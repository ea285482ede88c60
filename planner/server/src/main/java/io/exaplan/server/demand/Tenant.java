package io.exaplan.server.demand;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whoever submits jobs.
 *
 * @param id its id
 * @param version rises with every change
 * @param stated what was said about it
 * @param planCreated when it was made, plan time
 */
public record Tenant(int id, long version, Stated stated, Instant planCreated) {

    /** What kind of organisation it is. */
    public enum Kind {
        INCUBATOR,
        TRAINING_GROUND,
        ENABLING_CENTRE,
        SERVICE_OPERATOR
    }

    /** The sector it works for. */
    public enum Sector {
        FINANCE,
        MEDICAL,
        AUTOMOTIVE,
        MANUFACTURING,
        AGRICULTURE,
        EDUCATION,
        ENERGY,
        OTHER
    }

    /**
     * What people say about a tenant.
     *
     * @param name unique
     * @param kind what kind of organisation
     * @param sector the sector it works for
     * @param cohort name of its cohort, null when it has none
     * @param quota what it owns, may borrow and may lend
     */
    public record Stated(
            String name, Kind kind, Sector sector, @Nullable String cohort, Quota quota) {}

    /**
     * Quota in dense FP16/BF16 vendor-peak PFLOPS.
     *
     * @param nominalPflops what it owns; null for no limit
     * @param borrowingLimitPflops how much more it may use out of its cohort; null for no limit
     * @param lendingLimitPflops how much of what it does not use others may; null for no limit
     * @param weight share of the cohort's spare capacity relative to other tenants
     */
    public record Quota(
            @Nullable Double nominalPflops,
            @Nullable Double borrowingLimitPflops,
            @Nullable Double lendingLimitPflops,
            double weight) {}
}
