package io.exaplan.server.replay;

import io.exaplan.engine.replay.queue.DecisionTimes;
import io.exaplan.engine.replay.queue.QueueExperiment.Outcome;
import io.exaplan.engine.replay.queue.QueueFigures;
import io.exaplan.engine.replay.queue.QueueLog;
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

    static QueueReport of(QueueQuestion asked, QueueLog log, Outcome outcome, @Nullable Double bound, double seconds) {
        QueueFigures figures = outcome.figures();
        DecisionTimes times = outcome.times();
        return new QueueReport(
                Words.of(asked.policy()),
                Words.of(asked.objective()),
                Words.of(asked.runTimes()),
                Words.of(asked.world()),
                "%dx%d".formatted(asked.machine().nodes(), asked.machine().devicesPerNode()),
                asked.seed(),
                asked.frozenSeconds(),
                outcome.sequences().stream()
                        .mapToInt(sequence -> sequence.ran().size())
                        .sum(),
                log.leftOut().size() + outcome.tooWide().size(),
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
