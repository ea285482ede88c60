package io.exaplan.engine.solver;

import io.exaplan.engine.model.Energy;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/** A job that the search may place, move or leave without a start. */
@PlanningEntity
final class JobPlan {
    /** Who earns most for what it takes goes first. */
    static final Comparator<JobPlan> BY_DENSITY = Comparator.comparingDouble(
                    (JobPlan job) -> job.terms().density())
            .reversed()
            .thenComparingLong(JobPlan::id);

    @PlanningId
    private final Long id;

    private final JobTerms terms;

    /** Moves carry their own targets, so that there is no range of values to choose from. */
    @PlanningVariable(valueRangeProviderRefs = CityPlan.NO_VALUES, nullable = true)
    private @Nullable Placement at;

    JobPlan(JobTerms terms) {
        this.id = terms.job().id();
        this.terms = terms;
    }

    JobPlan copy() {
        JobPlan copy = new JobPlan(terms);
        copy.at = at;
        return copy;
    }

    long id() {
        return id;
    }

    JobTerms terms() {
        return terms;
    }

    JobFacts job() {
        return terms.job();
    }

    @Nullable
    Placement at() {
        return at;
    }

    void place(@Nullable Placement placement) {
        at = placement;
    }

    boolean placed() {
        return at != null;
    }

    /** Where it stands. Only for one that is placed. */
    Placement start() {
        if (at == null) {
            throw new IllegalStateException(
                    "Job (%s) has no start.\nMaybe ask placed() first.".formatted(job().name()));
        }
        return at;
    }

    int partition() {
        return start().partition();
    }

    /** Whether it starts within the plan's time, and not before its own. */
    boolean startsAsAllowed() {
        long start = start().startSecond();
        return start >= Math.max(terms.rules().nowSecond(), job().earliestStartSecond())
                && start <= terms.rules().horizonSecond();
    }

    long endOn(PartitionFacts partition) {
        return job().endSecond(start(), partition);
    }

    /** Seconds it ends after its hard deadline, 0 without one. */
    long secondsTooLate(PartitionFacts partition) {
        return job().endsInTime(start(), partition)
                ? 0
                : endOn(partition) - job().deadline().orElseThrow().second();
    }

    long unplacedCost() {
        return terms.settings().unplacedCost(job());
    }

    long waitingCost() {
        return terms.settings().waitingCost(job(), start());
    }

    long latenessCost(PartitionFacts partition) {
        return terms.settings().latenessCost(job(), endOn(partition));
    }

    double gibToBring(PartitionFacts partition) {
        return terms.rules().datasets().gibToBring(job(), partition.cluster());
    }

    long transferCost(PartitionFacts partition) {
        return terms.settings().facts().transferCost(gibToBring(partition));
    }

    double kilowattHours(PartitionFacts partition) {
        return Energy.kilowattHours(job(), start(), partition);
    }

    long energyCost(PartitionFacts partition) {
        return terms.settings().efficiency().energyCost(kilowattHours(partition));
    }

    long churnCost() {
        return terms.settings().churnCost(job(), terms.promised(), at);
    }

    @Override
    public String toString() {
        return job().name() + " at " + at;
    }
}
