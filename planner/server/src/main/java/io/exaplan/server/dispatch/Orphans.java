package io.exaplan.server.dispatch;

import io.exaplan.contract.RunReport;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import io.exaplan.server.web.EventLog;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Runs a cluster holds that the planner cannot account for. They go on until an operator says otherwise. */
@Repository
class Orphans {
    private static final Logger log = LoggerFactory.getLogger(Orphans.class);

    private final JdbcClient sql;
    private final JsonMapper json;
    private final EventLog events;

    Orphans(JdbcClient sql, JsonMapper json, EventLog events) {
        this.sql = sql;
        this.json = json;
        this.events = events;
    }

    /** One that was just reported. */
    record Found(String runId, long jobId, String state, String explanation) {
        static Found of(RunReport report, String explanation) {
            return new Found(report.runId(), report.jobId(), report.state().name(), explanation);
        }
    }

    record Row(
            String runId,
            int clusterId,
            @Nullable Long jobId,
            String state,
            Instant firstSeenAt,
            Instant lastSeenAt,
            String explanation,
            @Nullable String stopConfirmedBy) {}

    /** Where a page ended. */
    record Position(int clusterId, String runId) {
        private static final Pattern TEXT = Pattern.compile("(\\d{1,9}) (.*)", Pattern.DOTALL);

        static Position of(PageRequest page) {
            return page.position().map(Position::parsed).orElse(new Position(0, ""));
        }

        private static Position parsed(String text) {
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches()) {
                throw PageRequest.notOurs(text);
            }
            return new Position(Integer.parseInt(parts.group(1)), parts.group(2));
        }

        static String text(Row row) {
            return "%d %s".formatted(row.clusterId(), row.runId());
        }
    }

    private static final String COLUMNS = """
            select run_id, cluster_id, job_id, state, first_seen_at, last_seen_at, explanation, stop_confirmed_by
            from orphan where gone_at is null
            """;

    /** Whether what is stored of a cluster's orphans differs from what it reports. */
    boolean differ(int clusterId, List<Found> found) {
        Map<String, String> stored =
                of(clusterId).stream().collect(Collectors.toMap(Row::runId, row -> row.state() + row.explanation()));
        return !stored.equals(found.stream()
                .collect(Collectors.toMap(Found::runId, orphan -> orphan.state() + orphan.explanation())));
    }

    /** Stores these as the orphans the cluster holds; those no longer reported are gone. */
    void store(int clusterId, List<Found> found) {
        Set<String> known = of(clusterId).stream().map(Row::runId).collect(Collectors.toSet());
        List<Found> fresh = new ArrayList<>(found);
        fresh.removeIf(orphan -> known.contains(orphan.runId()));
        sql.sql("""
                        insert into orphan (cluster_id, run_id, job_id, state, explanation)
                        select :cluster, "runId", "jobId", state, explanation
                        from jsonb_to_recordset(:found::jsonb) as f("runId" text, "jobId" bigint, state text, explanation text)
                        on conflict (cluster_id, run_id) do update set state = excluded.state,
                            explanation = excluded.explanation, last_seen_at = now(), gone_at = null""")
                .param("cluster", clusterId)
                .param("found", json.writeValueAsString(found))
                .update();
        sql.sql("""
                        update orphan set gone_at = now()
                        where cluster_id = :cluster and gone_at is null and run_id not in
                            (select "runId" from jsonb_to_recordset(:found::jsonb) as f("runId" text))""")
                .param("cluster", clusterId)
                .param("found", json.writeValueAsString(found))
                .update();
        if (!fresh.isEmpty()) {
            log.warn(
                    "Cluster {} holds {} runs that cannot be accounted for: {}",
                    clusterId,
                    fresh.size(),
                    fresh.getFirst().explanation());
            events.append("run.orphaned", null, clusterId, Map.of("runs", fresh.size()));
        }
    }

    List<Row> of(int clusterId) {
        return sql.sql(COLUMNS + "and cluster_id = :cluster order by run_id")
                .param("cluster", clusterId)
                .query(DataClassRowMapper.newInstance(Row.class))
                .list();
    }

    /** By cluster and run. */
    List<Row> matching(ListFilter filter, Position after, int limit) {
        return sql.sql(COLUMNS + filter.sql()
                        + " and (cluster_id, run_id) > (:cluster, :run) order by cluster_id, run_id limit :limit")
                .params(filter.values())
                .param("cluster", after.clusterId())
                .param("run", after.runId())
                .param("limit", limit)
                .query(DataClassRowMapper.newInstance(Row.class))
                .list();
    }

    Optional<Row> find(int clusterId, String runId) {
        return sql.sql(COLUMNS + "and cluster_id = :cluster and run_id = :run")
                .param("cluster", clusterId)
                .param("run", runId)
                .query(DataClassRowMapper.newInstance(Row.class))
                .optional();
    }

    /** Where a run of the job may still be going that no plan knows of. */
    @Nullable
    Row liveOf(long jobId) {
        return sql.sql(COLUMNS + "and job_id = :job and state in ('STARTING', 'RUNNING') limit 1")
                .param("job", jobId)
                .query(Row.class)
                .optional()
                .orElse(null);
    }

    /** Notes the operator's word; false when there is no such orphan. */
    boolean confirmStop(int clusterId, String runId, String actor) {
        return sql.sql("""
                        update orphan set stop_confirmed_by = coalesce(stop_confirmed_by, :actor)
                        where cluster_id = :cluster and run_id = :run and gone_at is null""")
                        .param("actor", actor)
                        .param("cluster", clusterId)
                        .param("run", runId)
                        .update()
                == 1;
    }

    /** Those an operator wants to be ended. */
    List<StopOrder> stops(int clusterId, long graceSeconds) {
        return sql.sql("""
                        select run_id from orphan
                        where cluster_id = :cluster and gone_at is null and stop_confirmed_by is not null order by run_id""")
                .param("cluster", clusterId)
                .query((rows, number) -> new StopOrder(rows.getString("run_id"), StopReason.ORPHANED, graceSeconds))
                .list();
    }
}
