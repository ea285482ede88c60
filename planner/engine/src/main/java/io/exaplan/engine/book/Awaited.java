package io.exaplan.engine.book;

import io.exaplan.engine.model.RunFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs that were told to end: for which starts, and which of them only move to other nodes. */
final class Awaited {
    /** By job, what its start waits for. */
    private final Map<Long, Start> starts = new HashMap<>();

    /** By job, its run that moves, from when it was told until the job asks for a place again. */
    private final Map<Long, String> moving = new HashMap<>();

    /**
     * @param partition where the job is to start; elsewhere it waits for nothing
     * @param runs those that have not ended
     */
    private record Start(int partition, Set<String> runs) {}

    Awaited() {}

    /** The same, to go on from on its own. */
    Awaited(Awaited other) {
        other.starts.forEach(
                (job, start) -> starts.put(job, new Start(start.partition(), new TreeSet<>(start.runs()))));
        moving.putAll(other.moving);
    }

    /** A job's start waits for these runs, if there are any. */
    void await(Planned plan, Set<String> runs) {
        if (!runs.isEmpty()) {
            starts.put(plan.jobId(), new Start(plan.placement().partition(), new TreeSet<>(runs)));
        }
    }

    /** A job starts, or is gone, or is placed anew. */
    void forget(long jobId) {
        starts.remove(jobId);
    }

    /** Who is planned elsewhere by now, or not at all, waits for nothing. */
    void settle(PlanState state) {
        starts.entrySet().removeIf(start -> {
            Planned plan = state.planned(start.getKey());
            return plan == null
                    || plan.placement().partition() != start.getValue().partition();
        });
    }

    void ended(String runId) {
        starts.values().forEach(start -> start.runs().remove(runId));
        starts.values().removeIf(start -> start.runs().isEmpty());
    }

    /** The jobs whose start waits. */
    Set<Long> jobs() {
        return starts.keySet();
    }

    /** How many runs the start of a job waits for. */
    int countFor(long jobId) {
        Start start = starts.get(jobId);
        return start == null ? 0 : start.runs().size();
    }

    /** All runs that starts wait for. */
    Set<String> runs() {
        Set<String> runs = new HashSet<>();
        starts.values().forEach(start -> runs.addAll(start.runs()));
        return runs;
    }

    /** A job's run moves: what it holds is kept for the job. */
    void moves(long jobId, String runId) {
        moving.put(jobId, runId);
    }

    /** All runs that move, in the order of their ids. */
    Set<String> movingRuns() {
        return new TreeSet<>(moving.values());
    }

    boolean isMoving(String runId) {
        return moving.containsValue(runId);
    }

    /**
     * What a run holds: one that moves what is kept for it, on no node, however it is reported meanwhile.
     *
     * @param known as the book holds it, null when it does not
     */
    RunFacts asHeld(RunFacts reported, @Nullable RunFacts known) {
        return known != null && isMoving(reported.runId())
                ? new RunFacts(known.runId(), reported.job(), known.placement(), known.endSecond(), Set.of())
                : reported;
    }

    /** A job asks for a place again, or for none: the run of it that moved, which keeps nothing for it any more. */
    Optional<String> arrived(long jobId) {
        Optional<String> run = Optional.ofNullable(moving.remove(jobId));
        run.ifPresent(this::ended);
        return run;
    }
}
