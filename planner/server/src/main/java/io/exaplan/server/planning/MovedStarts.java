package io.exaplan.server.planning;

import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.PairPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Promised starts that became others, as the record of decisions has them. */
@Repository
public class MovedStarts {
    private final JdbcClient sql;

    MovedStarts(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A promised start that became another one.
     *
     * @param at wall time it was decided
     * @param version plan version under which it was decided
     * @param revision which decision of that version it was
     * @param reason why, such as {@code OVERRUN} or {@code LOST_CAPACITY}
     * @param fromStart plan time promised before
     * @param fromPartition {@code cluster/name} promised before, null when it is gone
     * @param toStart plan time since, null when it waits without a start
     * @param toPartition {@code cluster/name} since, null without a start
     */
    public record MovedStart(
            Instant at,
            long version,
            long revision,
            String reason,
            Instant fromStart,
            @Nullable String fromPartition,
            @Nullable Instant toStart,
            @Nullable String toPartition) {}

    /** Newest first. What a job lost by ending, or by being put aside, was no move. */
    public Page<MovedStart> of(long jobId, PageRequest page) {
        PairPosition before = PairPosition.of(page, PairPosition.END);
        List<MovedStart> found = sql.sql("""
                        select a.at, a.version, a.revision, a.reason, a.from_start, a.to_start,
                               (select c.name || '/' || p.name from partition p join cluster c on c.id = p.cluster_id
                                where p.id = a.from_partition_id) as from_partition,
                               (select c.name || '/' || p.name from partition p join cluster c on c.id = p.cluster_id
                                where p.id = a.to_partition_id) as to_partition
                        from allocation_change a
                        where a.job_id = :job and a.from_start is not null and a.reason not in ('ENDED', 'REQUEUED')
                          and (a.to_start is distinct from a.from_start
                               or a.to_partition_id is distinct from a.from_partition_id)
                          and (a.version, a.revision) < (:version, :revision)
                        order by a.version desc, a.revision desc limit :limit""")
                .param("job", jobId)
                .param("version", before.first())
                .param("revision", before.second())
                .param("limit", page.limitAndOne())
                .query((row, index) -> moved(row))
                .list();
        return Page.of(found, page, moved -> new PairPosition(moved.version(), moved.revision()).text());
    }

    private static MovedStart moved(ResultSet row) throws SQLException {
        return new MovedStart(
                Objects.requireNonNull(instant(row, "at")),
                row.getLong("version"),
                row.getLong("revision"),
                row.getString("reason"),
                Objects.requireNonNull(instant(row, "from_start")),
                row.getString("from_partition"),
                instant(row, "to_start"),
                row.getString("to_partition"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
