package io.exaplan.server.scenario;

import io.exaplan.server.demand.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A target as it stood when a run began, kept with its base. What a plan attains of those of tenants and cohorts is counted from
 * their use; the city's are levels of the funnel, or numbers of things.
 *
 * @param target its id
 * @param name for people, unique
 * @param owner the tenant or cohort it is of, null for the city
 * @param level what is promised in PFLOPS; null for a count
 * @param counted what is counted; null for PFLOPS
 * @param wanted PFLOPS, or how many
 * @param by its date
 * @param now what there was when the run began of what a plan does not count: installed or reporting PFLOPS, or how many things;
 *     null where the plan counts, or nobody knows
 */
record Promise(
        String target,
        String name,
        Target.Scope scope,
        @Nullable String owner,
        Target.@Nullable Level level,
        Target.@Nullable Counted counted,
        double wanted,
        Instant by,
        @Nullable Double now) {

    /** The same with another figure wanted. */
    Promise wanting(double figure) {
        return new Promise(target, name, scope, owner, level, counted, figure, by, now);
    }
}
