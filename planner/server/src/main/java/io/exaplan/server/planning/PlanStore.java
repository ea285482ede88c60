package io.exaplan.server.planning;

import io.exaplan.engine.model.Placement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables allocation and allocation_change, always many rows in one statement. Callers hold the fence. */
@Repository
class PlanStore {
    private final JdbcClient sql;

    PlanStore(JdbcClient sql) {
        this.sql = sql;
    }

    List<AllocationRow> allocations() {
        return sql.sql("select job_id, partition_id, plan_start, plan_end, width from allocation order by job_id")
                .query((row, index) -> allocation(row))
                .list();
    }

    private static AllocationRow allocation(ResultSet row) throws SQLException {
        OffsetDateTime end = row.getObject("plan_end", OffsetDateTime.class);
        return new AllocationRow(
                row.getLong("job_id"),
                new Placement(
                        row.getInt("partition_id"),
                        row.getObject("plan_start", OffsetDateTime.class).toEpochSecond(),
                        row.getInt("width")),
                end == null ? null : end.toEpochSecond());
    }

    /** The newest plan and the last revision under it; empty before the first plan. */
    OptionalLong newestVersion() {
        Long version = sql.sql("select max(version) from plan")
                .query(Long.class)
                .optional()
                .orElse(null);
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    void put(long version, long revision, Collection<AllocationRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sql.sql("""
                        insert into allocation (job_id, partition_id, plan_start, plan_end, width, version, revision)
                        select job_id, partition_id, to_timestamp(start_second), to_timestamp(end_second), width, :version, :revision
                        from unnest(:jobs::bigint[], :partitions::integer[], :starts::bigint[], :ends::bigint[], :widths::integer[])
                             as given (job_id, partition_id, start_second, end_second, width)
                        order by job_id
                        on conflict (job_id) do update
                        set partition_id = excluded.partition_id, plan_start = excluded.plan_start,
                            plan_end = excluded.plan_end, width = excluded.width,
                            version = excluded.version, revision = excluded.revision""")
                .param("version", version)
                .param("revision", revision)
                .param("jobs", column(rows, Long[]::new, AllocationRow::jobId))
                .param(
                        "partitions",
                        column(rows, Integer[]::new, row -> row.placement().partition()))
                .param(
                        "starts",
                        column(rows, Long[]::new, row -> row.placement().startSecond()))
                .param("ends", column(rows, Long[]::new, AllocationRow::endSecondOrNull))
                .param(
                        "widths",
                        column(rows, Integer[]::new, row -> row.placement().width()))
                .update();
    }

    void remove(Collection<Long> jobIds) {
        if (!jobIds.isEmpty()) {
            sql.sql("delete from allocation where job_id = any(:jobs)")
                    .param("jobs", jobIds.toArray(Long[]::new))
                    .update();
        }
    }

    void record(long version, long revision, Collection<AllocationChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        sql.sql("""
                        insert into allocation_change
                            (version, revision, job_id, reason, from_partition_id, from_start, to_partition_id, to_start, width)
                        select :version, :revision, job_id, reason, from_partition, to_timestamp(from_second),
                               to_partition, to_timestamp(to_second), width
                        from unnest(:jobs::bigint[], :reasons::text[], :fromPartitions::integer[], :fromSeconds::bigint[],
                                    :toPartitions::integer[], :toSeconds::bigint[], :widths::integer[])
                             as given (job_id, reason, from_partition, from_second, to_partition, to_second, width)""")
                .param("version", version)
                .param("revision", revision)
                .param("jobs", column(changes, Long[]::new, AllocationChange::jobId))
                .param(
                        "reasons",
                        column(changes, String[]::new, change -> change.reason().name()))
                .param("fromPartitions", column(changes, Integer[]::new, change -> partition(change.from())))
                .param("fromSeconds", column(changes, Long[]::new, change -> second(change.from())))
                .param("toPartitions", column(changes, Integer[]::new, change -> partition(change.to())))
                .param("toSeconds", column(changes, Long[]::new, change -> second(change.to())))
                .param("widths", column(changes, Integer[]::new, change -> width(change.to())))
                .update();
    }

    private static @Nullable Integer partition(@Nullable Placement placement) {
        return placement == null ? null : placement.partition();
    }

    private static @Nullable Long second(@Nullable Placement placement) {
        return placement == null ? null : placement.startSecond();
    }

    private static @Nullable Integer width(@Nullable Placement placement) {
        return placement == null ? null : placement.width();
    }

    private static <R, T> @Nullable T[] column(
            Collection<R> rows, java.util.function.IntFunction<@Nullable T[]> array, Function<R, @Nullable T> value) {
        @Nullable T[] column = array.apply(rows.size());
        int i = 0;
        for (R row : rows) {
            column[i++] = value.apply(row);
        }
        return column;
    }
}
