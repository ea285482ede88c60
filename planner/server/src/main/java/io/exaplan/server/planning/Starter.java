package io.exaplan.server.planning;

import io.exaplan.engine.model.Placement;
import io.exaplan.server.demand.Job;
import java.util.Collection;
import java.util.List;

/**
 * Turns a due start into a run on nodes. Called on the planning thread inside its fenced transaction, once for each due
 * job, in the order of their starts; implemented by whoever keeps the runs.
 */
public interface Starter {

    /**
     * In which order starts are made that are due together, so that as much as can be finds room on the nodes. Nobody loses
     * by it room that it would have had.
     *
     * @param due the most urgent first
     * @return the same, each once
     */
    List<Due> inOrder(List<Due> due);

    /**
     * A due start.
     *
     * @param job as it is in this transaction; its row is locked
     * @param placement where, with which width; its start is not later than now
     */
    record Due(Job job, Placement placement) {}

    /**
     * Creates the run and its place on nodes, or says why not. Writes nothing unless it leases; its cluster hears of it by
     * {@link #tell}.
     *
     * @param planVersion the plan that decided it
     */
    StartOutcome start(Due due, long planVersion);

    /**
     * Tells the clusters of these partitions that runs were leased to them. Called last in the transaction: it locks the
     * clusters, which everybody else does after jobs and runs.
     */
    void tell(Collection<Integer> partitions);
}
