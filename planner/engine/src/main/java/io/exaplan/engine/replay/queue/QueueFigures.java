package io.exaplan.engine.replay.queue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a replay comes to. Of several sequences: waits and slowdowns over all their jobs, utilisation and makespan as means.
 *
 * @param meanBoundedSlowdown over the jobs
 * @param meanWaitSeconds over the jobs
 * @param p99WaitSeconds the wait that 99 of 100 jobs did not exceed
 * @param maxWaitSeconds the longest wait
 * @param worstTenantBoundedSlowdown the highest of the tenants' mean bounded slowdowns
 * @param utilisation device-seconds used of those there were until the last job ended
 * @param makespanSeconds from the first submission to the last end
 */
public record QueueFigures(
        double meanBoundedSlowdown,
        double meanWaitSeconds,
        long p99WaitSeconds,
        long maxWaitSeconds,
        double worstTenantBoundedSlowdown,
        double utilisation,
        double makespanSeconds) {
    public static QueueFigures of(List<List<Ran>> sequences, MachineShape shape) {
        List<Ran> all = sequences.stream().flatMap(List::stream).toList();
        long[] waits = all.stream().mapToLong(Ran::waitSeconds).sorted().toArray();
        Map<Integer, double[]> tenants = new HashMap<>();
        for (Ran ran : all) {
            double[] sum = tenants.computeIfAbsent(ran.job().tenant(), tenant -> new double[2]);
            sum[0] += ran.boundedSlowdown();
            sum[1]++;
        }
        return new QueueFigures(
                all.stream().mapToDouble(Ran::boundedSlowdown).average().orElse(0),
                Arrays.stream(waits).average().orElse(0),
                waits.length == 0 ? 0 : waits[(int) (0.99 * waits.length)],
                waits.length == 0 ? 0 : waits[waits.length - 1],
                tenants.values().stream()
                        .map(sum -> sum[0] / sum[1])
                        .max(Comparator.naturalOrder())
                        .orElse(0.0),
                sequences.stream()
                        .mapToDouble(ran -> utilisation(ran, shape))
                        .average()
                        .orElse(0),
                sequences.stream().mapToDouble(QueueFigures::makespan).average().orElse(0));
    }

    private static double makespan(List<Ran> ran) {
        long first =
                ran.stream().mapToLong(one -> one.job().submitSecond()).min().orElse(0);
        return ran.stream().mapToLong(Ran::endSecond).max().orElse(0) - (double) first;
    }

    private static double utilisation(List<Ran> ran, MachineShape shape) {
        double used = ran.stream()
                .mapToDouble(one -> (double) one.job().seconds() * one.job().devices())
                .sum();
        return ran.isEmpty() ? 0 : used / (makespan(ran) * shape.devices());
    }
}
