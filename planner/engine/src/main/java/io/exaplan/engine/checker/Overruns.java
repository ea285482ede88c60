package io.exaplan.engine.checker;

import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Runs that take longer than their jobs said. */
final class Overruns {
    private Overruns() {}

    /** The same world as if every run had ended, or would end, when it was to. */
    static PlanningProblem endedInTime(PlanningProblem problem) {
        Map<Integer, PartitionFacts> partitions = new HashMap<>();
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        return problem.withRuns(problem.runs().stream()
                .map(run -> inTime(run, partitions.get(run.placement().partition()), problem.nowSecond()))
                .filter(Objects::nonNull)
                .toList());
    }

    /** Null for one that would be gone. */
    private static @Nullable RunFacts inTime(RunFacts run, @Nullable PartitionFacts partition, long nowSecond) {
        OptionalLong stated = partition == null
                ? OptionalLong.empty()
                : run.job()
                        .secondsOn(partition.acceleratorModel(), run.placement().width());
        if (stated.isEmpty() || stated.getAsLong() >= run.endSecond() - run.placement().startSecond()) {
            return run;
        }
        long end = run.placement().startSecond() + stated.getAsLong();
        return end <= nowSecond ? null : new RunFacts(run.runId(), run.job(), run.placement(), end, run.nodes());
    }
}
