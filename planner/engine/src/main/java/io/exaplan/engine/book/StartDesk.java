package io.exaplan.engine.book;

import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.start.Arrival;
import io.exaplan.engine.start.ArrivalLog;
import io.exaplan.engine.start.Arrivals;
import io.exaplan.engine.start.RunTimeForecast;
import io.exaplan.engine.start.StartPolicy;
import io.exaplan.engine.start.WaitingJob;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Who is asked which jobs start next, and what it may learn from: the arrivals at each partition, the run times of tenants and
 * how long their jobs had to wait. A book that is given one ({@link PlanBook#letDecide}) leaves starts that were not promised
 * to its policy. Not thread-safe; it belongs to the book's thread.
 */
public final class StartDesk {
    /** Arrivals at a partition that count. */
    private static final int REMEMBERED = 8192;

    /** A job of no value at all waits for the others, but not for nothing. */
    private static final double LEAST_WEIGHT = 1e-6;

    private static final double BOUND = 10;

    private final StartPolicy policy;
    private final RunTimes runTimes;
    private final RunTimeForecast forecast = new RunTimeForecast();
    private final Map<Integer, ArrivalLog> arrivals = new HashMap<>();
    private final Map<Integer, NavigableSet<String>> nodes = new HashMap<>();
    private final Map<Integer, double[]> slowdowns = new HashMap<>();
    private long lastCame;

    /** What the policy takes for run times. */
    public enum RunTimes {
        /** What jobs state. */
        STATED,

        /** What the tenant's last jobs let one expect, what jobs state as an upper bound. */
        FORECAST
    }

    public StartDesk(StartPolicy policy, RunTimes runTimes) {
        this.policy = policy;
        this.runTimes = runTimes;
    }

    StartPolicy policy() {
        return policy;
    }

    /** Notes an arrival; a job that comes again, to another book or after a run, is none: ids rise as jobs come. */
    void came(JobFacts job, int width, PartitionFacts partition) {
        if (job.id() <= lastCame) {
            return;
        }
        lastCame = job.id();
        arrivals.computeIfAbsent(partition.id(), unknown -> new ArrivalLog(REMEMBERED))
                .add(new Arrival(job.waitingSinceSecond(), seconds(job, width, partition, 0), devices(job, width)));
    }

    void started(RunFacts run) {
        double[] sum = slowdowns.computeIfAbsent(run.job().tenant(), unknown -> new double[2]);
        long start = run.placement().startSecond();
        double stated = Math.max(1, run.endSecond() - start);
        double waited = Math.max(0, start - run.job().waitingSinceSecond());
        sum[0] += Math.max(1, (waited + stated) / Math.max(BOUND, stated));
        sum[1]++;
    }

    void ended(RunFacts run, long second) {
        forecast.ended(run.job().tenant(), Math.max(1, second - run.placement().startSecond()));
    }

    /** Remembers which nodes a partition has, as far as runs name them. */
    void stands(RunFacts run) {
        stands(run.placement().partition(), run.nodes());
    }

    void stands(int partition, Collection<String> names) {
        nodes(partition).addAll(names);
    }

    NavigableSet<String> nodes(int partition) {
        return nodes.computeIfAbsent(partition, unknown -> new TreeSet<>());
    }

    Arrivals past(int partition) {
        ArrivalLog log = arrivals.get(partition);
        return log == null ? Arrivals.NONE : log.seen();
    }

    Map<Integer, Double> slowdowns() {
        Map<Integer, Double> means = HashMap.newHashMap(slowdowns.size());
        slowdowns.forEach((tenant, sum) -> means.put(tenant, sum[0] / sum[1]));
        return means;
    }

    WaitingJob waiting(JobFacts job, int width, PartitionFacts partition) {
        return new WaitingJob(
                job.id(),
                job.tenant(),
                job.waitingSinceSecond(),
                seconds(job, width, partition, 0),
                devices(job, width),
                Math.max(LEAST_WEIGHT, job.value()));
    }

    /** When a run is thought to end. */
    long endSecond(RunFacts run, PartitionFacts partition, long nowSecond) {
        return switch (runTimes) {
            case STATED -> run.endSecond();
            case FORECAST -> {
                long start = run.placement().startSecond();
                long elapsed = Math.max(0, nowSecond - start);
                yield start + seconds(run.job(), run.placement().width(), partition, elapsed);
            }
        };
    }

    private long seconds(JobFacts job, int width, PartitionFacts partition, long elapsed) {
        long stated =
                Math.max(1, job.secondsOn(partition.acceleratorModel(), width).orElse(1));
        return switch (runTimes) {
            case STATED -> stated;
            case FORECAST -> forecast.seconds(job.tenant(), stated, elapsed);
        };
    }

    /** Devices a gang holds; shared ones count whole. */
    static int devices(JobFacts job, int width) {
        long milli = Footprint.milliDevicesOfGang(job, width);
        return Math.clamp((milli + 999) / 1000, 1, Integer.MAX_VALUE);
    }
}
