package io.exaplan.server.dispatch;

import io.exaplan.contract.OrdersSeen;
import io.exaplan.server.web.Changes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The numbers of the orders for each cluster. A cluster's row is locked last: after its jobs, after its runs. */
@Repository
class Orders {
    private final JdbcClient sql;
    private final Changes changes;

    Orders(JdbcClient sql, Changes changes) {
        this.sql = sql;
        this.changes = changes;
    }

    /**
     * Where a cluster's orders and its agent's session stand.
     *
     * @param epoch leader epoch of the newest orders
     * @param revision number of the newest orders; rises for ever, whoever leads
     */
    record Mark(long epoch, long revision, long sessionEpoch, long lastSequence) {
        OrdersSeen orders(String databaseId) {
            return new OrdersSeen(databaseId, epoch, revision);
        }

        boolean newerThan(OrdersSeen seen) {
            return epoch != seen.leaderEpoch() ? epoch > seen.leaderEpoch() : revision > seen.revision();
        }

        boolean olderThan(OrdersSeen seen) {
            return epoch != seen.leaderEpoch() ? epoch < seen.leaderEpoch() : revision < seen.revision();
        }
    }

    Mark mark(int clusterId) {
        return sql.sql("""
                        select orders_epoch as epoch, orders_revision as revision, session_epoch, last_sequence
                        from cluster where id = :id""").param("id", clusterId).query(Mark.class).single();
    }

    /** Keeps others from writing this cluster's orders until the caller's transaction ends. */
    void lock(int clusterId) {
        sql.sql("select id from cluster where id = :id for no key update")
                .param("id", clusterId)
                .query(Integer.class)
                .single();
    }

    /**
     * Says that there are new orders, in the caller's transaction; wakes the agent's poll after its commit.
     *
     * @param leaderEpoch epoch of the writing leader, 0 for what an operator confirmed
     * @return the new revision
     */
    long write(int clusterId, long leaderEpoch) {
        long revision = sql.sql("""
                        update cluster set orders_revision = orders_revision + 1,
                            orders_epoch = greatest(orders_epoch, :epoch)
                        where id = :id returning orders_revision""")
                .param("epoch", leaderEpoch)
                .param("id", clusterId)
                .query(Long.class)
                .single();
        changes.publishAfterCommit(new OrdersWritten(clusterId));
        return revision;
    }

    /**
     * The agent knows newer orders of this very database than it holds itself: it was restored from an old backup. Goes
     * on above them, or the agent would ignore everything said from now on.
     */
    void goOnAbove(int clusterId, OrdersSeen seen) {
        sql.sql("""
                        update cluster set orders_epoch = :epoch, orders_revision = :revision + 1
                        where id = :id and (orders_epoch, orders_revision) < (:epoch, :revision)""")
                .param("epoch", seen.leaderEpoch())
                .param("revision", seen.revision())
                .param("id", clusterId)
                .update();
    }
}
