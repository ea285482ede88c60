package io.exaplan.server.planning;

import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.PairPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads plan versions for people. */
@Repository
class PlanViews {
    private static final String PLANS = """
            select p.*, exists (select from plan_problem k where k.version = p.version) as problem_kept,
                   (select count(*) from allocation_change c where c.version = p.version) as changes
            from plan p
            """;

    private static final TypeReference<List<TermCost>> COSTS = new TypeReference<>() {};
    private static final TypeReference<List<BrokenRule>> BROKEN = new TypeReference<>() {};

    private final JdbcClient sql;
    private final JsonMapper json;

    PlanViews(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    List<PlanView> before(long version, ListFilter filter, int limit) {
        return sql.sql(PLANS + "where p.version < :before" + filter.sql() + " order by p.version desc limit :limit")
                .params(filter.values())
                .param("before", version)
                .param("limit", limit)
                .query((row, index) -> plan(row))
                .list();
    }

    Optional<PlanView> find(long version) {
        return sql.sql(PLANS + "where p.version = :version")
                .param("version", version)
                .query((row, index) -> plan(row))
                .optional();
    }

    /** @param tenant whose jobs alone are shown, null for all */
    List<AllocationChangeView> changes(
            long version, @Nullable Integer tenant, ListFilter filter, PairPosition after, int limit) {
        return sql.sql("""
                        select a.revision, a.job_id, a.at, a.reason, a.from_start, a.to_start, a.width,
                               (select c.name || '/' || p.name from partition p join cluster c on c.id = p.cluster_id
                                where p.id = a.from_partition_id) as from_partition,
                               (select c.name || '/' || p.name from partition p join cluster c on c.id = p.cluster_id
                                where p.id = a.to_partition_id) as to_partition
                        from allocation_change a join job j on j.id = a.job_id
                        where a.version = :version and (a.revision, a.job_id) > (:revision, :job)
                          and (:tenant::integer is null or j.tenant_id = :tenant)
                        """ + filter.sql() + " order by a.revision, a.job_id limit :limit")
                .params(filter.values())
                .param("version", version)
                .param("revision", after.first())
                .param("job", after.second())
                .param("tenant", tenant)
                .param("limit", limit)
                .query((row, index) -> change(row))
                .list();
    }

    /** A version as far as somebody may see it who does not see every tenant: examples name tenants and their cohorts. */
    static PlanView withoutExamples(PlanView plan) {
        return new PlanView(
                plan.version(),
                plan.leaderEpoch(),
                plan.publishedAt(),
                plan.planTime(),
                plan.cause(),
                plan.score(),
                plan.broken().stream().map(BrokenRule::withoutExample).toList(),
                plan.costs(),
                plan.kpis(),
                plan.receipt(),
                plan.problemKept(),
                plan.changes());
    }

    /** The JSON of the problem a version was made from, while it is kept. */
    Optional<byte[]> problem(long version) {
        return sql.sql("select problem from plan_problem where version = :version")
                .param("version", version)
                .query((row, index) -> ProblemSnapshot.json(row.getBytes("problem")))
                .optional();
    }

    private PlanView plan(ResultSet row) throws SQLException {
        return new PlanView(
                row.getLong("version"),
                row.getLong("leader_epoch"),
                Objects.requireNonNull(instant(row, "published_at")),
                Objects.requireNonNull(instant(row, "plan_time")),
                row.getString("cause"),
                new PlanView.ScoreView(
                        row.getLong("score_hard"), row.getLong("score_medium"), row.getLong("score_soft")),
                json.readValue(row.getString("broken"), BROKEN),
                json.readValue(row.getString("costs"), COSTS),
                json.readTree(row.getString("kpis")),
                json.readTree(row.getString("receipt")),
                row.getBoolean("problem_kept"),
                row.getLong("changes"));
    }

    private static AllocationChangeView change(ResultSet row) throws SQLException {
        return new AllocationChangeView(
                row.getLong("revision"),
                row.getLong("job_id"),
                Objects.requireNonNull(instant(row, "at")),
                row.getString("reason"),
                row.getString("from_partition"),
                instant(row, "from_start"),
                row.getString("to_partition"),
                instant(row, "to_start"),
                row.getObject("width", Integer.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
