package io.exaplan.server.scenario;

import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.planning.ProblemJson;
import io.exaplan.server.planning.ProblemSnapshot;
import io.exaplan.server.queue.WorkState;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Table scenario_run. */
@Repository
class ScenarioRunStore {
    private static final String COLUMNS = """
            select id, scenario_id, name, mode, plan_version, horizon_seconds, changes, seeds, steps, state, cancel_asked, attempts,
                   progress, result, failure, created_by, created_at, started_at, ended_at
            from scenario_run
            """;

    private final JdbcClient sql;
    private final JsonMapper json;
    private final Clock clock;

    ScenarioRunStore(JdbcClient sql, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    Page<ScenarioRun> page(ListFilter filter, PageRequest request) {
        List<ScenarioRun> found = sql.sql(
                        COLUMNS + "where id < :before" + filter.sql() + " order by id desc limit :limit")
                .params(filter.values())
                .param("before", request.after(Long.MAX_VALUE))
                .param("limit", request.limitAndOne())
                .query((row, index) -> run(row))
                .list();
        return Page.of(found, request, run -> Long.toString(run.id()));
    }

    Optional<ScenarioRun> find(long id) {
        return sql.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query((row, index) -> run(row))
                .optional();
    }

    long insert(Scenario scenario, List<Long> seeds, int steps, String by) {
        Duration horizon = scenario.horizon();
        return sql.sql("""
                        insert into scenario_run
                            (scenario_id, name, mode, plan_version, horizon_seconds, changes, seeds, steps, created_by, created_at)
                        values (:scenario, :name, :mode, :plan, :horizon, cast(:changes as jsonb), :seeds, :steps, :by, :now)
                        returning id""")
                .param("scenario", scenario.id())
                .param("name", scenario.name())
                .param("mode", scenario.mode().name())
                .param("plan", scenario.planVersion())
                .param("horizon", horizon == null ? null : horizon.toSeconds())
                .param("changes", json.writeValueAsString(scenario.changes()))
                .param("seeds", seeds.toArray(Long[]::new))
                .param("steps", steps)
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    /** A replica begins it, or begins it again. */
    void begin(long id) {
        sql.sql("""
                        update scenario_run set state = 'RUNNING', attempts = attempts + 1,
                            started_at = coalesce(started_at, :now), progress = '{"solvesDone": 0, "curve": []}'
                        where id = :id""").param("id", id).param("now", now()).update();
    }

    /** The world it is laid on, if it was taken already. */
    Optional<PlanningProblem> base(long id) {
        return sql.sql("select base from scenario_run where id = :id and base is not null")
                .param("id", id)
                .query((row, index) -> ProblemJson.read(ProblemSnapshot.json(row.getBytes("base"))))
                .optional();
    }

    /** What was promised when its base was taken; nothing in runs of before that was kept. */
    List<Promise> promises(long id) {
        return sql.sql("select promises from scenario_run where id = :id and promises is not null")
                .param("id", id)
                .query((row, index) -> List.of(json.readValue(row.getString("promises"), Promise[].class)))
                .optional()
                .orElse(List.of());
    }

    void keepBase(long id, PlanningProblem base, List<Promise> promises) {
        sql.sql("update scenario_run set base = :base, promises = cast(:promises as jsonb) where id = :id")
                .param("base", ProblemSnapshot.of(base).compressed())
                .param("promises", json.writeValueAsString(promises))
                .param("id", id)
                .update();
    }

    void progressed(long id, ScenarioRun.Progress progress) {
        sql.sql("update scenario_run set progress = cast(:progress as jsonb) where id = :id")
                .param("progress", json.writeValueAsString(progress))
                .param("id", id)
                .update();
    }

    boolean cancelAsked(long id) {
        return sql.sql("select cancel_asked from scenario_run where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** One that nobody has begun ends at once, one under way when its replica looks. */
    void askToCancel(long id) {
        sql.sql("""
                        update scenario_run set cancel_asked = true,
                            state = case when state = 'QUEUED' then 'CANCELLED' else state end,
                            ended_at = case when state = 'QUEUED' then :now else ended_at end
                        where id = :id and state in ('QUEUED', 'RUNNING')""").param("id", id).param("now", now()).update();
    }

    void end(long id, WorkState state, ScenarioRun.@Nullable Result result, @Nullable String failure) {
        sql.sql("""
                        update scenario_run set state = :state, result = cast(:result as jsonb), failure = :failure, ended_at = :now
                        where id = :id and state in ('QUEUED', 'RUNNING')""")
                .param("state", state.name())
                .param("result", result == null ? null : json.writeValueAsString(result))
                .param("failure", failure)
                .param("now", now())
                .param("id", id)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private ScenarioRun run(ResultSet row) throws SQLException {
        Long horizon = row.getObject("horizon_seconds", Long.class);
        String result = row.getString("result");
        return new ScenarioRun(
                row.getLong("id"),
                row.getObject("scenario_id", Integer.class),
                row.getString("name"),
                Scenario.Mode.valueOf(row.getString("mode")),
                row.getObject("plan_version", Long.class),
                horizon == null ? null : Duration.ofSeconds(horizon),
                json.readTree(row.getString("changes")),
                longs(row.getArray("seeds")),
                row.getInt("steps"),
                WorkState.valueOf(row.getString("state")),
                row.getBoolean("cancel_asked"),
                row.getInt("attempts"),
                json.readValue(row.getString("progress"), ScenarioRun.Progress.class),
                result == null ? null : json.readValue(result, ScenarioRun.Result.class),
                row.getString("failure"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "ended_at"));
    }

    private static List<Long> longs(Array array) throws SQLException {
        return List.of((Long[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
