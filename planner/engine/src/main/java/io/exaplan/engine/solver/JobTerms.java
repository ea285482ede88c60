package io.exaplan.engine.solver;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningSettings;
import io.exaplan.engine.model.StartRules;
import org.jspecify.annotations.Nullable;

/**
 * What the search knows of a job and never changes; shared by all copies of a plan.
 *
 * @param job the job
 * @param settings what its waiting, lateness and moving cost
 * @param rules when it may start
 * @param eligible the partitions it may run on
 * @param promised where the plan before put it, null for nowhere
 * @param density what placing it earns for what it takes: who is densest is placed first
 */
record JobTerms(
        JobFacts job,
        PlanningSettings settings,
        StartRules rules,
        EligiblePartitions eligible,
        @Nullable Placement promised,
        double density) {

    /** The same for a job that may run on fewer partitions. */
    JobTerms within(EligiblePartitions fewer) {
        return new JobTerms(job, settings, rules, fewer, promised, density);
    }
}
