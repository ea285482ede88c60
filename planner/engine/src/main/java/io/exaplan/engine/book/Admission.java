package io.exaplan.engine.book;

import io.exaplan.engine.model.Deadline;
import io.exaplan.engine.model.Eligibility;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.Room;

/** Whether a start that somebody proposes may enter the plan. */
final class Admission {
    private final PlanState state;

    Admission(PlanState state) {
        this.state = state;
    }

    /** Whether every rule allows it and the room holds it. */
    boolean admits(JobFacts job, Placement placement, Room room) {
        return allowed(job, placement, room)
                && room.holds(state.plan(job, placement).footprint());
    }

    private boolean allowed(JobFacts job, Placement placement, Room room) {
        long start = placement.startSecond();
        PartitionFacts partition = room.partition();
        return job.width().allows(placement.width())
                && Eligibility.allows(job, partition)
                && Eligibility.fabricTakes(job, placement.width(), partition)
                && start >= Math.max(state.now(), job.earliestStartSecond())
                && start <= state.horizon()
                && room.openFrom(job.shape(), placement.width(), start) <= start
                && meetsDeadline(job, placement);
    }

    /** Whether it ends by its hard deadline, if it has one. */
    boolean meetsDeadline(JobFacts job, Placement placement) {
        Deadline deadline = job.deadlineOrNull();
        return deadline == null
                || !deadline.hard()
                || state.plan(job, placement).endSecond() <= deadline.second();
    }
}
