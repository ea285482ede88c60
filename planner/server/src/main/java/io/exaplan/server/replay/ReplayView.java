package io.exaplan.server.replay;

import io.exaplan.engine.replay.queue.QueuePolicy;
import io.exaplan.server.queue.WorkState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay as people see it; the workload itself is not told again.
 *
 * @param jobs how many the workload holds
 * @param results of the policies that are through, in the order they were asked for
 * @param leftOut the first lines and jobs that are not replayed, and why; each result says how many there are
 */
record ReplayView(
        long id,
        String name,
        int jobs,
        ReplayMachine machine,
        List<String> policies,
        String objective,
        String runtimes,
        String world,
        long seed,
        Duration frozen,
        WorkState state,
        boolean cancelAsked,
        ReplayProgress progress,
        List<PolicyFigures> results,
        List<String> leftOut,
        @Nullable String failure,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** Nodes that are all alike. */
    record ReplayMachine(int nodes, int devicesPerNode) {}

    /**
     * How far it is.
     *
     * @param policy the one under way
     * @param jobsStarted of the workload's jobs, under that one
     */
    record ReplayProgress(
            int policiesDone, int policies, @Nullable String policy, int jobsStarted) {}

    static ReplayView of(Replay replay) {
        Replay.Asked asked = replay.asked();
        return new ReplayView(
                replay.id(),
                asked.name(),
                asked.jobs(),
                new ReplayMachine(asked.machine().nodes(), asked.machine().devicesPerNode()),
                asked.policies().stream().map(Words::of).toList(),
                Words.of(asked.objective()),
                Words.of(asked.runTimes()),
                Words.of(asked.world()),
                asked.seed(),
                asked.frozen(),
                replay.state(),
                replay.cancelAsked(),
                progress(replay),
                replay.results(),
                replay.leftOut(),
                replay.failure(),
                replay.createdBy(),
                replay.createdAt(),
                replay.startedAt(),
                replay.endedAt());
    }

    private static ReplayProgress progress(Replay replay) {
        QueuePolicy policy = replay.policy();
        return new ReplayProgress(
                replay.results().size(),
                replay.asked().policies().size(),
                policy == null ? null : Words.of(policy),
                replay.jobsStarted());
    }
}
