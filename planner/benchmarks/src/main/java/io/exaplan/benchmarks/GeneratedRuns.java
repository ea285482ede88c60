package io.exaplan.benchmarks;

import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.RunFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * What runs in a generated city when planning begins: gangs on whole nodes, smaller work on the fullest node that holds it.
 * Remaining times are log-normal with a median of six hours.
 */
final class GeneratedRuns {
    private static final int PER_NODE = GeneratedCity.DEVICES_PER_NODE;
    private static final int LOOKS = 30;
    private static final int WIDEST = 64;
    private static final double MEDIAN_SECONDS = 6 * 3600;

    private final Random random;
    private final GeneratedJobs jobs;
    private final List<RunFacts> runs = new ArrayList<>();

    GeneratedRuns(long seed, GeneratedJobs jobs) {
        this.random = new Random(seed);
        this.jobs = jobs;
    }

    /** So many runs, or as many as fit. */
    List<RunFacts> fill(List<PartitionFacts> partitions, int most) {
        List<int[]> free = new ArrayList<>();
        for (PartitionFacts partition : partitions) {
            int[] nodes = new int[(int) partition.wholeNodes().at(0)];
            Arrays.fill(nodes, PER_NODE);
            free.add(nodes);
        }
        for (int i = 0; i < most; i++) {
            start(partitions, free);
        }
        return List.copyOf(runs);
    }

    private void start(List<PartitionFacts> partitions, List<int[]> free) {
        for (int devices = WIDEST, look = 0; look < LOOKS; look++, devices = Math.max(1, WIDEST >> (look / 3))) {
            int index = random.nextInt(partitions.size());
            JobFacts job = jobs.running(devices);
            int gang = job.shape().wholeDevices() * job.width().minWorkers();
            Set<Integer> nodes = nodes(free.get(index), gang);
            if (!nodes.isEmpty()) {
                hold(partitions.get(index), job, free.get(index), gang, nodes);
                return;
            }
        }
    }

    private void hold(PartitionFacts partition, JobFacts job, int[] free, int gang, Set<Integer> nodes) {
        Set<String> names = new TreeSet<>();
        for (int node : nodes) {
            free[node] -= Math.min(PER_NODE, gang);
            names.add("p%d-n%d".formatted(partition.id(), node));
        }
        long elapsed = Math.round(MEDIAN_SECONDS * Math.exp(random.nextGaussian()));
        long left = Math.clamp(Math.round(MEDIAN_SECONDS * Math.exp(random.nextGaussian())), 600, 5 * 86_400);
        Placement at = new Placement(partition.id(), -elapsed, job.width().minWorkers());
        runs.add(new RunFacts("run-%05d".formatted(runs.size()), job.startingAt(-elapsed), at, left, names));
    }

    /** None when there is no room. */
    private static Set<Integer> nodes(int[] free, int gang) {
        Set<Integer> nodes = new TreeSet<>();
        if (gang < PER_NODE) {
            int fullest = -1;
            for (int node = 0; node < free.length; node++) {
                if (free[node] >= gang && (fullest < 0 || free[node] < free[fullest])) {
                    fullest = node;
                }
            }
            return fullest < 0 ? Set.of() : Set.of(fullest);
        }
        for (int node = 0; node < free.length && nodes.size() < gang / PER_NODE; node++) {
            if (free[node] == PER_NODE) {
                nodes.add(node);
            }
        }
        return nodes.size() == gang / PER_NODE ? nodes : Set.of();
    }

    /** The work that a run still takes. */
    static double tflopsSeconds(RunFacts run, List<PartitionFacts> partitions) {
        PartitionFacts partition = partitions.get(run.placement().partition() - 1);
        double devices = Footprint.milliDevicesOfGang(run.job(), run.placement().width()) / 1000.0;
        return devices * partition.peakTflops().orElse(0) * run.endSecond();
    }
}
