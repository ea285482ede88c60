package io.exaplan.server.planning;

import io.exaplan.engine.book.Move;

/** Why a job stands where it stands now. The names are part of the API; the order is from telling to incidental. */
enum ChangeReason {
    /** It was new, or had changed, and was inserted. */
    SUBMITTED,
    /** It ended, was cancelled or suspended, and gave its place back. */
    ENDED,
    /** Its run ended without success and it waits again. */
    REQUEUED,
    /** A job of higher priority goes before it. */
    PREEMPTED,
    /** Nodes failed, were drained, or the offer became smaller. */
    LOST_CAPACITY,
    /** The agent of the cluster it was to start on is silent. */
    CAPACITY_STALE,
    /** Its start was due and the nodes had no room for it. */
    NO_ROOM_ON_NODES,
    /** What ran before it took longer than expected. */
    OVERRUN,
    /** A run stands elsewhere or otherwise than planned. */
    RUN_DIFFERS,
    /** A quota, budget, reservation, dataset or grant was changed. */
    RULES_CHANGED,
    /** A better plan. */
    IMPROVED,
    /** Room came free sooner than expected. */
    EARLIER,
    /** Its start was due and could not be made yet. */
    DELAYED,
    /** The plan was made again from the database, by a new leader or after a failure. */
    REBUILT;

    static ChangeReason of(Move.Reason reason) {
        return switch (reason) {
            case OVERRUN -> OVERRUN;
            case CAPACITY_LOST -> LOST_CAPACITY;
            case CUT -> NO_ROOM_ON_NODES;
            case PREEMPTED -> PREEMPTED;
            case DELAYED -> DELAYED;
            case RUN_DIFFERS -> RUN_DIFFERS;
            case RULES_CHANGED -> RULES_CHANGED;
            case IMPROVED -> IMPROVED;
            case EARLIER -> EARLIER;
        };
    }
}
