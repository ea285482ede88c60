package io.exaplan.server.planning;

import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A plan in figures.
 *
 * @param placedJobs waiting jobs that have a start
 * @param unplacedJobs waiting jobs without one
 * @param runs runs that hold capacity
 * @param meanPredictedWaitSeconds from submission to predicted start in plan time, over the placed jobs; null without any
 * @param allocatedPflops dense FP16/BF16 vendor peak that runs hold, in PFLOPS; devices without known FLOPS left out
 * @param uncountedDevices devices that runs hold whose FLOPS are unknown
 */
record PlanKpis(
        int placedJobs,
        int unplacedJobs,
        int runs,
        @Nullable Double meanPredictedWaitSeconds,
        double allocatedPflops,
        double uncountedDevices) {

    static PlanKpis of(PlanningProblem plan) {
        double waits = 0;
        for (JobFacts job : plan.jobs()) {
            Placement placement = plan.current().get(job.id());
            waits += placement == null ? 0 : Math.max(0, placement.startSecond() - job.waitingSinceSecond());
        }
        int placed = plan.current().size();
        Map<Integer, PartitionFacts> partitions = new HashMap<>();
        plan.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        double tflops = 0;
        double uncounted = 0;
        for (RunFacts run : plan.runs()) {
            double devices =
                    Footprint.milliDevicesOfGang(run.job(), run.placement().width()) / 1000.0;
            PartitionFacts partition = partitions.get(run.placement().partition());
            OptionalDouble peak = partition == null ? OptionalDouble.empty() : partition.peakTflops();
            tflops += devices * peak.orElse(0);
            uncounted += peak.isPresent() ? 0 : devices;
        }
        return new PlanKpis(
                placed,
                plan.jobs().size() - placed,
                plan.runs().size(),
                placed == 0 ? null : waits / placed,
                tflops / 1000,
                uncounted);
    }
}
