package io.exaplan.server.planning;

import java.util.List;
import java.util.UUID;

/** What runs, as far as planning has to know. Implemented by whoever keeps the runs. */
public interface RunLedger {

    /** Every run that holds capacity, in any order; read in the caller's transaction when there is one. */
    List<ActiveRun> active();

    /**
     * What changed after a mark. May repeat a change, never skips one for longer than the slow poll: planning also
     * compares with {@link #active()} now and then.
     *
     * @param mark the mark of the answer before, or {@link #mark()}
     */
    RunChanges changesAfter(long mark);

    /** The mark of this moment; take it before {@link #active()}. */
    long mark();

    /**
     * Orders a run to end so that another job can have its place, in the caller's fenced transaction. Its job is
     * queued again once the run has ended.
     *
     * @param reason for the record: for which job
     */
    void preempt(UUID runId, String reason);

    /**
     * @param mark where to go on from
     * @param active runs that began or changed and hold capacity now
     * @param ended runs that no longer hold capacity
     */
    record RunChanges(long mark, List<ActiveRun> active, List<UUID> ended) {
        public RunChanges {
            active = List.copyOf(active);
            ended = List.copyOf(ended);
        }
    }
}
