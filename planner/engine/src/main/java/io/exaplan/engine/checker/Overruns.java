package io.exaplan.engine.checker;

import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Runs that hold on for longer than was planned: they started late, or take longer than their jobs said. */
final class Overruns {
    private Overruns() {}

    /**
     * The same world as if every run had ended, or would end, when it was to.
     *
     * @param leasedSeconds when each run was leased, by its id; its start where it is not in it
     */
    static PlanningProblem endedInTime(PlanningProblem problem, Map<String, Long> leasedSeconds) {
        Map<Integer, PartitionFacts> partitions = new HashMap<>();
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        return problem.withRuns(problem.runs().stream()
                .map(run -> inTime(
                        run,
                        leasedSeconds.getOrDefault(run.runId(), run.placement().startSecond()),
                        partitions.get(run.placement().partition()),
                        problem.nowSecond()))
                .filter(Objects::nonNull)
                .toList());
    }

    /** Null for one that would be gone. */
    private static @Nullable RunFacts inTime(
            RunFacts run, long leasedSecond, @Nullable PartitionFacts partition, long nowSecond) {
        OptionalLong stated = partition == null
                ? OptionalLong.empty()
                : run.job()
                        .secondsOn(partition.acceleratorModel(), run.placement().width());
        long end = stated.isEmpty() ? Seconds.FOREVER : Seconds.after(leasedSecond, stated.getAsLong());
        if (end >= run.endSecond()) {
            return run;
        }
        return end <= nowSecond ? null : new RunFacts(run.runId(), run.job(), run.placement(), end, run.nodes());
    }
}
