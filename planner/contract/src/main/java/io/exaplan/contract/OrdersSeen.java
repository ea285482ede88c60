package io.exaplan.contract;

/**
 * Identifies one set of orders. Orders with a lower leader epoch, or the same epoch and a lower revision, are older and
 * ignored. The comparison holds within one session: opening a session, and another database identity, start anew, or a
 * planner restored from a backup would be ignored for ever.
 *
 * @param databaseId identity of the planner's database
 * @param leaderEpoch epoch of the leader that wrote the orders
 * @param revision number of the orders for this cluster, rising
 */
public record OrdersSeen(String databaseId, long leaderEpoch, long revision) {}
