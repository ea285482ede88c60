package io.exaplan.server.planning;

import java.util.List;
import java.util.Map;
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
     * Orders runs to end so that other jobs can have their places, in the caller's fenced transaction, which has locked
     * their jobs. These are queued again once the runs have ended.
     *
     * @param reasons for the record, by run: for which job
     */
    void preempt(Map<UUID, String> reasons);

    /** How many runs of a cluster may be ordered to end at once before such an order waits for an operator, and how many were. */
    Stops stops(int clusterId);

    /**
     * @param most runs that may be ordered to end within the time that counts as at once
     * @param ordered how many were within it
     */
    record Stops(int most, int ordered) {
        /** How many more; below 0 where it were too many. */
        public int left() {
            return most - ordered;
        }
    }

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
