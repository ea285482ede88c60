package io.exaplan.server.planning;

/**
 * Who plans. One of all replicas leads; its epoch grows with every change of hands, and every write of a plan or a run
 * carries it.
 */
public interface Leadership {

    /** Whether this replica leads, as far as its own monotonic clock can promise. */
    boolean leading();

    /** The epoch this replica leads in, or the last one it led in; 0 before the first. */
    long epoch();

    /**
     * Ties the caller's transaction to the leadership it acts under: until the transaction ends, nobody else can take
     * over. Call it first in every transaction that writes a plan or a run.
     *
     * @throws LeadershipLost when this replica does not lead by the database's word; roll back and stop planning
     * @throws IllegalStateException outside a transaction
     */
    void fence();
}
