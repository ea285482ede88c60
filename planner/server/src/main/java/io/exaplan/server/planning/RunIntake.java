package io.exaplan.server.planning;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.Jobs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings what runs to the book. */
final class RunIntake {
    private final Jobs jobs;
    private final JobIntake intake;
    private final PartitionIntake partitions;

    RunIntake(Jobs jobs, JobIntake intake, PartitionIntake partitions) {
        this.jobs = jobs;
        this.intake = intake;
        this.partitions = partitions;
    }

    void take(RunLedger.RunChanges changes, BookState state, Decisions decisions) {
        changes.ended().forEach(runId -> ended(runId, state, decisions));
        changes.active().forEach(run -> holds(run, state, decisions));
    }

    /** Compares all that runs with all the book holds. */
    void compare(List<ActiveRun> active, BookState state, Decisions decisions) {
        Set<UUID> ids = new HashSet<>();
        active.forEach(run -> ids.add(run.runId()));
        state.runs().stream()
                .map(ActiveRun::runId)
                .filter(runId -> !ids.contains(runId))
                .forEach(runId -> ended(runId, state, decisions));
        active.forEach(run -> holds(run, state, decisions));
    }

    void holds(ActiveRun run, BookState state, Decisions decisions) {
        if (run.equals(state.run(run.runId()))) {
            return;
        }
        JobFacts facts = factsOf(run.jobId(), state);
        if (facts == null) {
            return;
        }
        state.put(run);
        decisions.moves(state.book().runStarted(BookState.facts(run, facts, state.nowSecond())));
        decisions.touch(run.jobId());
        partitions.runChanged(run, state, decisions);
    }

    void ended(UUID runId, BookState state, Decisions decisions) {
        ActiveRun run = state.removeRun(runId);
        if (run != null) {
            decisions.moves(state.book().runEnded(runId.toString()));
            decisions.touch(run.jobId());
            partitions.runChanged(run, state, decisions);
        }
    }

    /** Facts of the job of a run, also of one that is over or not planned any more. */
    private @Nullable JobFacts factsOf(long jobId, BookState state) {
        Known known = state.job(jobId);
        if (known != null && known.facts() != null) {
            return known.facts();
        }
        List<Job> read = jobs.withIds(List.of(jobId));
        if (read.isEmpty()) {
            return null;
        }
        Known now = intake.known(read.getFirst());
        state.put(now);
        return now.facts();
    }
}
