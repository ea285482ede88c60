package io.exaplan.server.planning;

import io.exaplan.engine.book.DueStart;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.server.demand.Job;
import io.exaplan.server.time.PlanTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** Turns starts whose time has come into runs, inside the transaction that writes the turn. */
final class DueStarts {
    private static final int MOST_DOUBLINGS = 8;

    private final Starter starter;
    private final RunIntake runs;
    private final LoopSettings settings;
    private final JobIntake intake;
    private final PlanTime planTime;
    private final PlanningMetrics metrics;
    private final Map<Long, Integer> refusals = new HashMap<>();

    DueStarts(BookParts parts, RunIntake runs) {
        this.starter = parts.starter();
        this.runs = runs;
        this.intake = parts.jobIntake();
        this.settings = parts.settings();
        this.planTime = parts.planTime();
        this.metrics = parts.metrics();
    }

    /** The jobs to be started now, no more than one transaction takes. */
    List<Long> candidates(BookState state) {
        List<Long> due = new ArrayList<>();
        for (DueStart start : state.book().due(state.nowSecond())) {
            if (due.size() < settings.startBatch()) {
                due.add(start.job().id());
            }
        }
        return due;
    }

    /**
     * Starts what can be started.
     *
     * @param locked the candidates as they are in this transaction
     * @return whether some have changed since they were read, and have to be read again
     */
    boolean start(List<Long> candidates, Map<Long, Job> locked, long version, BookState state, Decisions decisions) {
        List<Starter.Due> due = new ArrayList<>();
        boolean changed = false;
        for (long jobId : candidates) {
            Known known = state.job(jobId);
            Job job = locked.get(jobId);
            if (known == null || job == null || job.revision() != known.revision()) {
                changed = true;
            } else {
                placement(jobId, state).ifPresent(placement -> due.add(new Starter.Due(job, placement)));
            }
        }
        for (Starter.Due start : starter.inOrder(due)) {
            // Where it is by now: a start before it may have moved it.
            placement(start.job().id(), state)
                    .ifPresent(placement -> start(new Starter.Due(start.job(), placement), version, state, decisions));
        }
        return changed;
    }

    private static Optional<Placement> placement(long jobId, BookState state) {
        return state.book().placementOf(jobId).filter(due -> due.startSecond() <= state.nowSecond());
    }

    private void start(Starter.Due due, long version, BookState state, Decisions decisions) {
        Job job = due.job();
        switch (outcome(due, version)) {
            case StartOutcome.Leased(ActiveRun run) -> {
                refusals.remove(job.id());
                Known known = state.job(job.id());
                if (known != null) {
                    state.put(new Known(
                            known.jobId(), known.tenantId(), known.revision(), new Standing.Active(), known.facts()));
                }
                runs.holds(run, state, decisions);
                decisions.started(run);
                metrics.started(job.planSubmitted(), run.planStart());
            }
            case StartOutcome.NoRoom(Cut cut) -> {
                metrics.refused("no-room");
                decisions.cut(cut);
                decisions.moves(state.book().cutAdded(cut));
            }
            case StartOutcome.NotNow(String reason) -> {
                metrics.refused("not-now");
                putOff(job.id(), due.placement(), state, decisions);
            }
        }
    }

    private StartOutcome outcome(Starter.Due due, long version) {
        try {
            return starter.start(due, version);
        } catch (LeadershipLost | DataAccessResourceFailureException | TransientDataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            intake.startFailed(due.job(), e);
            throw new BookSpoilt(e);
        }
    }

    /** Tries again later, and later still each time, wherever there is room by then. */
    private void putOff(long jobId, Placement placement, BookState state, Decisions decisions) {
        Known known = state.job(jobId);
        if (known == null || known.facts() == null) {
            return;
        }
        int doublings = Math.min(MOST_DOUBLINGS, refusals.merge(jobId, 1, Integer::sum) - 1);
        Duration wait = settings.retryStart().multipliedBy(1L << doublings);
        long notBefore = state.nowSecond() + Math.max(1, Math.round(wait.toMillis() / 1000.0 * planTime.rate()));
        JobFacts job = known.facts();
        JobIntake.insert(job.startingAt(Math.max(notBefore, job.earliestStartSecond())), state, decisions);
        decisions.change(jobId, ChangeReason.DELAYED, placement);
    }
}
