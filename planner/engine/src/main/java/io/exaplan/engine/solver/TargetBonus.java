package io.exaplan.engine.solver;

import io.exaplan.engine.model.FactWeights;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Meter;
import io.exaplan.engine.model.Meter.Purpose;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.QuotaUse;
import io.exaplan.engine.solver.EligiblePartitions.OnModel;
import io.exaplan.engine.solver.Market.Asking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What jobs are worth to the targets of their tenants before there is a plan: the jobs of a target are taken in the order of
 * their own value for their work, and each is worth by how much it lowers the cost of the shortfall that those before it
 * leave. What is attained already, and who comes after it is attained, earns nothing.
 */
final class TargetBonus {
    /** There are no targets. */
    static final TargetBonus NONE = new TargetBonus(new FactWeights(0, 0), List.of(), List.of(), List.of());

    /** So many times what is missing is asked for, since some of those who are counted on find no place in time. */
    private static final double MARGIN = 1.25;

    private final FactWeights weights;
    private final Map<String, Double> tflops = new HashMap<>();
    private final Map<Long, Double> byJob = new HashMap<>();

    /**
     * @param uses what runs and frozen starts count
     * @param jobs the jobs that may be placed
     */
    TargetBonus(
            FactWeights weights, Collection<QuotaUse> uses, List<Asking> jobs, Collection<PartitionFacts> partitions) {
        this.weights = weights;
        partitions.forEach(partition ->
                tflops.put(partition.acceleratorModel(), partition.peakTflops().orElse(0)));
        for (QuotaUse use : uses) {
            List<Meter> meters = use.group().meters();
            for (int i = 0; i < meters.size(); i++) {
                if (meters.get(i).purpose() == Purpose.TARGET) {
                    share(meters.get(i), use.counted(i), jobs);
                }
            }
        }
    }

    /** In medium cost saved. */
    double of(JobFacts job) {
        return byJob.getOrDefault(job.id(), 0.0);
    }

    private record Offer(JobFacts job, double work) {}

    private void share(Meter target, long counted, List<Asking> jobs) {
        List<Offer> offers = new ArrayList<>();
        for (Asking asking : jobs) {
            double work = target.tenants().contains(asking.job().tenant()) ? work(asking, target) : 0;
            if (work > 0) {
                offers.add(new Offer(asking.job(), work));
            }
        }
        offers.sort(Comparator.comparingDouble((Offer offer) ->
                        -offer.job().value() * (1 + Math.max(0, offer.job().priority())) / offer.work())
                .thenComparingLong(offer -> offer.job().id()));
        double attained = counted;
        for (Offer offer : offers) {
            double after = attained + offer.work() / MARGIN;
            long saved = weights.shortfallCost(target.amount(), (long) attained)
                    - weights.shortfallCost(target.amount(), (long) after);
            byJob.merge(offer.job().id(), (double) saved, Double::sum);
            attained = after;
        }
    }

    /** The least of what it would count within the window, in GFLOPS-seconds; 0 when it may start after it only. */
    private double work(Asking asking, Meter target) {
        JobFacts job = asking.job();
        long most = target.window().untilSecond() - Math.max(target.window().fromSecond(), job.earliestStartSecond());
        double least = Double.POSITIVE_INFINITY;
        for (OnModel on : asking.partitions().byModel()) {
            long seconds = Math.min(job.work().secondsOn(on.model()).orElse(0), Math.max(0, most));
            double gflops = tflops.getOrDefault(on.model(), 0.0)
                    * Footprint.milliDevicesOfGang(job, job.width().minWorkers());
            least = Math.min(least, gflops * seconds);
        }
        return Double.isInfinite(least) ? 0 : least;
    }
}
