package io.exaplan.server.planning;

import io.exaplan.engine.book.Condition;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.Placement;
import io.exaplan.server.demand.Evaluated;
import io.exaplan.server.demand.JobCondition;
import io.exaplan.server.inventory.Freshness;
import io.exaplan.server.inventory.PartitionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From the book after a turn to the rows to be written: what counts is where everything stands in the end. */
final class Settlement {
    private final BookState state;
    private final List<AllocationRow> rows = new ArrayList<>();
    private final List<Long> removed = new ArrayList<>();
    private final List<AllocationChange> changes = new ArrayList<>();
    private final List<Evaluated> evaluated = new ArrayList<>();
    private final List<Writes.MovedStart> moved = new ArrayList<>();

    private Settlement(BookState state) {
        this.state = state;
    }

    static Writes of(Decisions decisions, BookState state) {
        Settlement settlement = new Settlement(state);
        decisions.touched().forEach(jobId -> settlement.settle(jobId, decisions));
        return new Writes(
                settlement.rows, settlement.removed, settlement.changes, settlement.evaluated, settlement.moved);
    }

    /** What a job is told keeps it from starting now. */
    static List<JobCondition> conditionsOf(Known job, BookState state) {
        return new Settlement(state)
                .conditions(job, state.book().placementOf(job.jobId()).orElse(null));
    }

    private void settle(long jobId, Decisions decisions) {
        Known job = state.job(jobId);
        AllocationRow row = row(jobId);
        if (row == null) {
            removed.add(jobId);
        } else {
            rows.add(row);
        }
        record(jobId, job, row == null ? null : row.placement(), decisions);
        if (job != null) {
            List<JobCondition> conditions = conditions(job, row == null ? null : row.placement());
            state.tell(jobId, conditions);
            evaluated.add(new Evaluated(
                    jobId, job.revision(), row != null && job.standing() instanceof Standing.Waiting, conditions));
        }
    }

    private @Nullable AllocationRow row(long jobId) {
        ActiveRun run = state.runOf(jobId).orElse(null);
        if (run != null) {
            return new AllocationRow(jobId, run.placement(), endOrNull(run.endSecond()));
        }
        Placement placement = state.book().placementOf(jobId).orElse(null);
        return placement == null
                ? null
                : new AllocationRow(
                        jobId,
                        placement,
                        endOrNull(state.book().expectedEndOf(jobId).orElse(Seconds.FOREVER)));
    }

    private static @Nullable Long endOrNull(long second) {
        return second == Seconds.FOREVER ? null : second;
    }

    private void record(long jobId, @Nullable Known job, @Nullable Placement to, Decisions decisions) {
        ChangeReason reason = decisions.reasonFor(jobId);
        Placement from = decisions.placeBefore(jobId);
        if (reason == null || Objects.equals(from, to)) {
            return;
        }
        AllocationChange change = new AllocationChange(jobId, reason, from, to);
        changes.add(change);
        if (job != null && job.standing() instanceof Standing.Waiting && change.movedStart()) {
            moved.add(new Writes.MovedStart(change, job.tenantId()));
        }
    }

    private List<JobCondition> conditions(Known job, @Nullable Placement placement) {
        return switch (job.standing()) {
            case Standing.Active(), Standing.Ended() -> List.of();
            case Standing.Suspended() ->
                List.of(condition(Condition.SUSPENDED, "suspended on request; resume it to give it a start", null));
            case Standing.Misconfigured(String why) -> List.of(condition(Condition.MISCONFIGURED, why, null));
            case Standing.Waiting() -> placement == null ? blockers(job.jobId(), null) : untilItStarts(job, placement);
        };
    }

    /** @param there where it is planned, which is where it waits for capacity */
    private List<JobCondition> blockers(long jobId, @Nullable String there) {
        return state.book().blockersOf(jobId).stream()
                .map(blocker -> condition(
                        blocker.condition(),
                        blocker.detail(),
                        blocker.condition() == Condition.WAITING_FOR_CAPACITY ? there : null))
                .toList();
    }

    private List<JobCondition> untilItStarts(Known job, Placement placement) {
        PartitionRow row = state.row(placement.partition());
        String key = row == null ? null : row.key();
        List<JobCondition> conditions = new ArrayList<>(blockers(job.jobId(), key));
        boolean told = conditions.stream().anyMatch(known -> known.type().equals(Condition.CAPACITY_STALE.token()));
        if (!told && row != null && row.cluster().freshness() != Freshness.FRESH) {
            conditions.add(condition(
                    Condition.CAPACITY_STALE,
                    "the agent of cluster %s is silent; what is free there may be out of date"
                            .formatted(row.cluster().name()),
                    key));
        }
        return conditions;
    }

    private static JobCondition condition(Condition condition, String message, @Nullable String partition) {
        return new JobCondition(condition.token(), message, partition);
    }
}
