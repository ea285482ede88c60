package io.exaplan.benchmarks;

import io.exaplan.engine.model.Datasets;
import io.exaplan.engine.model.Eligibility;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ways a job may take: models it may run on and widths, with what it takes there. */
final class Ways {
    private static final long DAY = 24 * 3600L;

    private final PlanningProblem problem;
    private final boolean byHorizon;
    private final Datasets datasets;
    private final Map<String, List<PartitionFacts>> partitions = new TreeMap<>();

    /**
     * A model and a width on which a job can end by its hard deadline.
     *
     * @param tflops peak of a device
     * @param seconds how long it lasts
     * @param leastDeviceSeconds what it takes at least
     * @param mostDeviceSeconds what it takes at most; a service that is no whole number of days long takes more or less by its
     *     hour
     * @param service whether what it takes follows the hour
     * @param gangTflops peak of all devices of a gang, or of one replica
     */
    record Way(
            String model,
            double tflops,
            int workers,
            long seconds,
            double leastDeviceSeconds,
            double mostDeviceSeconds,
            boolean service,
            double gangTflops) {

        /** What part of the most it takes can be within so many seconds; only a whole day of a service is like another. */
        double mostWithin(long within) {
            return service
                    ? Math.min(1, (double) Math.ceilDiv(within, DAY) / Math.ceilDiv(seconds, DAY))
                    : Math.min(1, (double) within / seconds);
        }
    }

    /**
     * @param byHorizon whether a job has to end by the horizon, whatever its deadline
     */
    Ways(PlanningProblem problem, boolean byHorizon) {
        this.problem = problem;
        this.byHorizon = byHorizon;
        this.datasets = Datasets.of(problem.datasets());
        problem.partitions()
                .forEach(partition -> partitions
                        .computeIfAbsent(partition.acceleratorModel(), absent -> new ArrayList<>())
                        .add(partition));
    }

    List<Way> of(JobFacts job) {
        long start = Math.max(problem.nowSecond(), job.earliestStartSecond());
        long end = byHorizon ? problem.horizonSecond() : Long.MAX_VALUE;
        if (job.deadlineOrNull() != null && job.deadlineOrNull().hard()) {
            end = Math.min(end, job.deadlineOrNull().second());
        }
        List<Way> ways = new ArrayList<>();
        for (Map.Entry<String, List<PartitionFacts>> model : partitions.entrySet()) {
            if (model.getValue().stream().anyMatch(partition -> Eligibility.allows(job, partition, datasets))) {
                double tflops = model.getValue().getFirst().peakTflops().orElse(0);
                for (int workers : job.width().steps()) {
                    long seconds = job.secondsOn(model.getKey(), workers).orElse(Long.MAX_VALUE);
                    if (seconds <= end - start) {
                        ways.add(way(job, model.getKey(), tflops, workers, seconds));
                    }
                }
            }
        }
        return ways;
    }

    private static Way way(JobFacts job, String model, double tflops, int workers, long seconds) {
        double devices = job.shape().milliDevices() * (double) workers / 1000;
        double least = devices * seconds;
        double most = least;
        if (job.work() instanceof Work.Service service) {
            double daily = devices
                    * 3600
                    * service.replicasByHour().stream()
                            .mapToInt(Integer::intValue)
                            .sum();
            long wholeDays = seconds / DAY;
            least = daily * wholeDays;
            most = daily * Math.ceilDiv(seconds, DAY);
        }
        return new Way(
                model, tflops, workers, seconds, least, most, job.work() instanceof Work.Service, devices * tflops);
    }
}
