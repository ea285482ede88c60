package io.exaplan.server.dispatch;

import io.exaplan.contract.StopReason;
import io.exaplan.server.web.ListFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Orders to end many runs of a cluster at once, which wait for the operator. */
@Repository
class MassStops {
    private final JdbcClient sql;

    MassStops(JdbcClient sql) {
        this.sql = sql;
    }

    record Row(
            long id,
            int clusterId,
            Instant askedAt,
            List<UUID> runIds,
            String reason,
            @Nullable String confirmedBy,
            @Nullable Instant confirmedAt) {}

    /** Adds runs to the cluster's waiting order for this reason, or makes one. */
    long hold(int clusterId, List<UUID> runs, StopReason reason) {
        return sql.sql("""
                        update mass_stop set run_ids = run_ids || :runs::uuid[]
                        where id = (select min(id) from mass_stop
                            where cluster_id = :cluster and reason = :reason and confirmed_at is null)
                        returning id""")
                .param("runs", RunStore.texts(runs))
                .param("cluster", clusterId)
                .param("reason", reason.name())
                .query(Long.class)
                .optional()
                .orElseGet(() -> insert(clusterId, runs, reason));
    }

    private long insert(int clusterId, List<UUID> runs, StopReason reason) {
        return sql.sql("""
                        insert into mass_stop (cluster_id, run_ids, reason)
                        values (:cluster, :runs::uuid[], :reason) returning id""")
                .param("cluster", clusterId)
                .param("runs", RunStore.texts(runs))
                .param("reason", reason.name())
                .query(Long.class)
                .single();
    }

    Optional<Row> find(long id) {
        return sql.sql("select * from mass_stop where id = :id")
                .param("id", id)
                .query(MassStops::row)
                .optional();
    }

    /** Those that wait, or all, newest first. */
    List<Row> matching(boolean waitingOnly, ListFilter filter, long before, int limit) {
        return sql.sql("select * from mass_stop where (confirmed_at is null or not :waiting) and id < :before"
                        + filter.sql() + " order by id desc limit :limit")
                .params(filter.values())
                .param("waiting", waitingOnly)
                .param("before", before)
                .param("limit", limit)
                .query(MassStops::row)
                .list();
    }

    /** Notes the operator's word; false when it was given before. */
    boolean confirm(long id, String actor) {
        return sql.sql("""
                        update mass_stop set confirmed_by = :actor, confirmed_at = now()
                        where id = :id and confirmed_at is null""").param("actor", actor).param("id", id).update() == 1;
    }

    private static Row row(ResultSet rows, int number) throws SQLException {
        return new Row(
                rows.getLong("id"),
                rows.getInt("cluster_id"),
                rows.getTimestamp("asked_at").toInstant(),
                Arrays.asList((UUID[]) rows.getArray("run_ids").getArray()),
                rows.getString("reason"),
                rows.getString("confirmed_by"),
                RunStore.instant(rows, "confirmed_at"));
    }
}
