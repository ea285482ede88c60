package io.exaplan.server.planning;

import io.exaplan.engine.book.Insertion;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.server.demand.Job;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings jobs that are new or changed to the book. */
final class JobIntake {
    private static final Logger log = LoggerFactory.getLogger(JobIntake.class);

    private static final int MOST_START_FAILURES = 3;

    private final JobAssembly assembly;
    private final PlanningMetrics metrics;

    /** Jobs at which the planner failed, by the revision it failed at; they outlive the book they spoilt. */
    private final Map<Long, Long> aside = new ConcurrentHashMap<>();

    private final Map<Long, Integer> startFailures = new ConcurrentHashMap<>();

    JobIntake(JobAssembly assembly, PlanningMetrics metrics) {
        this.assembly = assembly;
        this.metrics = metrics;
    }

    /** What a job is to the plan; never fails, whatever the job states. */
    Known known(Job job) {
        if (Objects.equals(aside.get(job.id()), job.revision())) {
            return misconfigured(job, "The planner failed at this job and puts it aside until it is changed.");
        }
        try {
            return assembly.known(job);
        } catch (RuntimeException e) {
            putAside(job, e);
            return known(job);
        }
    }

    /** Takes one job up. A failure inside the book spoils it; the next book leaves this job out. */
    void take(Job job, BookState state, Decisions decisions) {
        long begun = System.nanoTime();
        try {
            enter(job, state, decisions);
            metrics.inserted(System.nanoTime() - begun);
        } catch (RuntimeException e) {
            putAside(job, e);
            throw new BookSpoilt(e);
        }
    }

    private void enter(Job job, BookState state, Decisions decisions) {
        Known before = state.job(job.id());
        Known now = known(job);
        @Nullable Placement stood = state.placeOf(job.id()).orElse(null);
        state.put(now);
        decisions.touch(job.id());
        switch (now.standing()) {
            case Standing.Waiting() -> insert(now, before, stood, state, decisions);
            case Standing.Active() -> renew(now, before, state, decisions);
            case Standing.Suspended(), Standing.Ended(), Standing.Misconfigured(String _) -> {
                decisions.moves(state.book().withdraw(job.id()));
                if (stood != null) {
                    decisions.change(job.id(), ChangeReason.ENDED, stood);
                }
            }
        }
    }

    private static void insert(
            Known now, @Nullable Known before, @Nullable Placement stood, BookState state, Decisions decisions) {
        boolean ran = before != null && before.standing() instanceof Standing.Active;
        insert(Objects.requireNonNull(now.facts()), state, decisions);
        if (!Objects.equals(stood, state.book().placementOf(now.jobId()).orElse(null))) {
            decisions.change(now.jobId(), ran ? ChangeReason.REQUEUED : ChangeReason.SUBMITTED, stood);
        }
    }

    /** Gives a job its place, and orders those to end that it goes before. */
    static void insert(JobFacts job, BookState state, Decisions decisions) {
        switch (state.book().insert(job)) {
            case Insertion.Placed placed -> {
                placed.preempted().forEach(run -> preempt(UUID.fromString(run), job.id(), state, decisions));
                decisions.moves(placed.moved());
            }
            case Insertion.Waiting waiting -> {}
        }
    }

    private static void preempt(UUID runId, long by, BookState state, Decisions decisions) {
        ActiveRun run = state.run(runId);
        if (run != null && !run.stopping()) {
            decisions.preempt(runId, "job %d goes before it".formatted(by));
        }
    }

    /** A run goes on under what its job says by now: whether it may be preempted, how urgent it is. */
    private static void renew(Known now, @Nullable Known before, BookState state, Decisions decisions) {
        var facts = now.facts();
        if (facts != null && before != null && !facts.equals(before.facts())) {
            state.runOf(now.jobId())
                    .ifPresent(run ->
                            decisions.moves(state.book().runStarted(BookState.facts(run, facts, state.nowSecond()))));
        }
    }

    private Known misconfigured(Job job, String why) {
        return new Known(job.id(), job.tenantId(), job.revision(), new Standing.Misconfigured(why), null);
    }

    /** A start that fails again and again must not keep all others from theirs. */
    void startFailed(Job job, RuntimeException failure) {
        if (startFailures.merge(job.id(), 1, Integer::sum) >= MOST_START_FAILURES) {
            startFailures.remove(job.id());
            putAside(job, failure);
        }
    }

    void putAside(Job job, RuntimeException failure) {
        aside.put(job.id(), job.revision());
        metrics.jobPutAside();
        log.error(
                "ALERT: the planner failed at job {} (revision {}); it is put aside",
                job.id(),
                job.revision(),
                failure);
    }
}
