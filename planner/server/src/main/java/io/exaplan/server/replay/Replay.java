package io.exaplan.server.replay;

import io.exaplan.engine.replay.queue.MachineShape;
import io.exaplan.engine.replay.queue.QueueExperiment.World;
import io.exaplan.engine.replay.queue.QueuePolicy;
import io.exaplan.engine.replay.queue.RunTimes;
import io.exaplan.engine.start.Objective;
import io.exaplan.server.queue.WorkState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recorded workload replayed under several policies, as somebody asked for it.
 *
 * @param cancelAsked somebody wants it to end
 * @param attempts how often a replica began it
 * @param policy the one under way, null between them and where it has ended
 * @param jobsStarted jobs that have started under it
 * @param results of the policies that are through, in their order
 * @param leftOut the first lines and jobs that are not replayed, and why
 * @param failure why it failed, null when it did not
 */
record Replay(
        long id,
        Asked asked,
        WorkState state,
        boolean cancelAsked,
        int attempts,
        @Nullable QueuePolicy policy,
        int jobsStarted,
        List<PolicyFigures> results,
        List<String> leftOut,
        @Nullable String failure,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {
    Replay {
        results = List.copyOf(results);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * What is asked.
     *
     * @param jobs how many the workload holds
     * @param policies in the order they are replayed, each once
     * @param frozen how far ahead starts are promised
     */
    record Asked(
            String name,
            int jobs,
            MachineShape machine,
            List<QueuePolicy> policies,
            Objective objective,
            RunTimes runTimes,
            World world,
            long seed,
            Duration frozen) {
        Asked {
            policies = List.copyOf(policies);
        }

        QueueQuestion of(QueuePolicy policy) {
            return new QueueQuestion(policy, objective, runTimes, world, machine, seed, frozen.toSeconds());
        }
    }
}
