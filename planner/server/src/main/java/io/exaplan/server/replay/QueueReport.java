package io.exaplan.server.replay;

import io.exaplan.engine.replay.queue.DecisionTimes;
import io.exaplan.engine.replay.queue.QueueFigures;
import org.jspecify.annotations.Nullable;

/**
 * What a queue replay found, as it is written to a file.
 *
 * @param frozenSeconds how far ahead starts were promised
 * @param jobs how many were replayed
 * @param leftOut lines of the log and jobs too wide for the machine, told on standard error
 * @param utilisation between 0 and 1
 * @param meanWaitBoundSeconds what no schedule of these jobs beats in the mean wait; null where it was not asked for
 * @param decisions how often the policy was asked
 * @param meanDecisionMillis wall time; with {@code maxDecisionMillis}, {@code seconds} and {@code peakMiB} not repeatable
 */
record QueueReport(
        String policy,
        String objective,
        String runtimes,
        String world,
        String machine,
        long seed,
        long frozenSeconds,
        int jobs,
        int leftOut,
        double meanBoundedSlowdown,
        double meanWaitSeconds,
        long p99WaitSeconds,
        long maxWaitSeconds,
        double worstTenantBoundedSlowdown,
        double utilisation,
        double makespanSeconds,
        @Nullable Double meanWaitBoundSeconds,
        long decisions,
        double meanDecisionMillis,
        double maxDecisionMillis,
        double seconds,
        long peakMiB)
        implements Report {

    /** What was asked for. */
    record Question(
            String policy,
            String objective,
            String runtimes,
            String world,
            String machine,
            long seed,
            long frozenSeconds) {}

    static QueueReport of(
            Question asked,
            int jobs,
            int leftOut,
            QueueFigures figures,
            @Nullable Double bound,
            DecisionTimes times,
            double seconds) {
        return new QueueReport(
                asked.policy(),
                asked.objective(),
                asked.runtimes(),
                asked.world(),
                asked.machine(),
                asked.seed(),
                asked.frozenSeconds(),
                jobs,
                leftOut,
                figures.meanBoundedSlowdown(),
                figures.meanWaitSeconds(),
                figures.p99WaitSeconds(),
                figures.maxWaitSeconds(),
                figures.worstTenantBoundedSlowdown(),
                figures.utilisation(),
                figures.makespanSeconds(),
                bound,
                times.count(),
                times.meanMillis(),
                times.maxMillis(),
                seconds,
                PeakMemory.mebibytes());
    }
}
