package io.exaplan.server.demand;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A promise with a date.
 *
 * @param id its id
 * @param version rises with every change
 * @param stated what was promised
 */
public record Target(int id, long version, Stated stated) {

    /** Whose promise it is. */
    public enum Scope {
        CITY,
        COHORT,
        TENANT
    }

    /** The level of the capacity funnel that is promised. */
    public enum Level {
        INSTALLED,
        REPORTING,
        SCHEDULABLE,
        ALLOCATED,
        BUSY
    }

    /** What is counted where the promise is a number of things. */
    public enum Counted {
        INCUBATOR,
        TRAINING_GROUND,
        ENABLING_CENTRE,
        SERVICE_OPERATOR,
        /** Something the planner does not know of; people report how many there are. */
        REPORTED
    }

    /**
     * What was promised.
     *
     * @param name unique, for people
     * @param scope whose promise
     * @param owner name of the cohort or the tenant, null for the city
     * @param level of the funnel, for a promise in PFLOPS; null for a count
     * @param counted what is counted; null for a promise in PFLOPS
     * @param atLeast PFLOPS (dense FP16/BF16 vendor peak) or how many
     * @param atMost upper end of a range such as 3 to 5, null for none
     * @param from start of a window in plan time, null for none: reached before counts too
     * @param by plan time of the promise; may be past
     * @param reportedValue what was reached as reported elsewhere: used where nothing else is known
     * @param document where the promise stands
     */
    public record Stated(
            String name,
            Scope scope,
            @Nullable String owner,
            @Nullable Level level,
            @Nullable Counted counted,
            double atLeast,
            @Nullable Double atMost,
            @Nullable Instant from,
            Instant by,
            @Nullable Double reportedValue,
            @Nullable String document) {

        /** Whether what a tenant is given counts. */
        public boolean counts(Tenant.Stated tenant) {
            return switch (scope) {
                case CITY -> true;
                case COHORT -> String.valueOf(owner).equals(tenant.cohort());
                case TENANT -> tenant.name().equals(owner);
            };
        }
    }
}
