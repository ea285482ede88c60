package io.exaplan.server.scenario;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the jobs both worlds know; counts are means over the seeds.
 *
 * @param earlier jobs that start earlier than in the baseline, or do at all
 * @param later jobs that start later
 * @param never jobs that start in the baseline and not in the scenario
 * @param same jobs that start at the same second
 * @param listed those that move most with the first seed
 */
record JobMoves(double earlier, double later, double never, double same, List<Moved> listed) {
    JobMoves {
        listed = List.copyOf(listed);
    }

    /** One job; a start is null where it has none. */
    record Moved(
            long job,
            String name,
            int tenant,
            @Nullable Instant baselineStart,
            @Nullable Instant scenarioStart) {}

    private static final class Counts {
        private int earlier;
        private int later;
        private int never;
        private int same;
        private final List<Moved> moved = new ArrayList<>();
    }

    /** @param pairs baseline and scenario of each seed */
    static JobMoves of(List<Pair> pairs, int mostListed) {
        List<Counts> counts = pairs.stream().map(JobMoves::counts).toList();
        double seeds = pairs.size();
        List<Moved> listed = counts.getFirst().moved.stream()
                .sorted(Comparator.comparingLong(JobMoves::distance).reversed().thenComparingLong(Moved::job))
                .limit(mostListed)
                .toList();
        return new JobMoves(
                counts.stream().mapToInt(one -> one.earlier).sum() / seeds,
                counts.stream().mapToInt(one -> one.later).sum() / seeds,
                counts.stream().mapToInt(one -> one.never).sum() / seeds,
                counts.stream().mapToInt(one -> one.same).sum() / seeds,
                listed);
    }

    /** The two worlds of one seed. */
    record Pair(PlannedWorld baseline, PlannedWorld scenario) {}

    private static Counts counts(Pair pair) {
        Map<Long, JobFacts> known = new HashMap<>();
        pair.baseline().problem().jobs().forEach(job -> known.put(job.id(), job));
        Counts counts = new Counts();
        for (JobFacts job : pair.scenario().problem().jobs()) {
            if (known.containsKey(job.id())) {
                count(
                        job,
                        pair.baseline().placements().get(job.id()),
                        pair.scenario().placements().get(job.id()),
                        counts);
            }
        }
        return counts;
    }

    private static void count(JobFacts job, @Nullable Placement before, @Nullable Placement after, Counts counts) {
        if (before == null && after == null) {
            return;
        }
        if (before != null && after != null && before.startSecond() == after.startSecond()) {
            counts.same++;
            return;
        }
        if (after == null) {
            counts.never++;
        } else if (before == null || after.startSecond() < before.startSecond()) {
            counts.earlier++;
        } else {
            counts.later++;
        }
        counts.moved.add(new Moved(job.id(), job.name(), job.tenant(), start(before), start(after)));
    }

    private static @Nullable Instant start(@Nullable Placement placement) {
        return placement == null ? null : Instant.ofEpochSecond(placement.startSecond());
    }

    private static long distance(Moved moved) {
        return moved.baselineStart() == null || moved.scenarioStart() == null
                ? Long.MAX_VALUE
                : Math.abs(moved.scenarioStart().getEpochSecond()
                        - moved.baselineStart().getEpochSecond());
    }
}
