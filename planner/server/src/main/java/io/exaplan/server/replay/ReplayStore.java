package io.exaplan.server.replay;

import io.exaplan.engine.replay.queue.MachineShape;
import io.exaplan.engine.replay.queue.QueueExperiment.World;
import io.exaplan.engine.replay.queue.QueuePolicy;
import io.exaplan.engine.replay.queue.RunTimes;
import io.exaplan.engine.start.Objective;
import io.exaplan.server.queue.WorkState;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Table replay. */
@Repository
class ReplayStore {
    private static final int LINES_KEPT = 20;

    /** All but the workload, which may be large. */
    private static final String COLUMNS = """
            select id, name, jobs, nodes, devices_per_node, policies, objective, run_times, world, seed, frozen_seconds,
                   state, cancel_asked, attempts, policy, jobs_started, results, left_out, failure,
                   created_by, created_at, started_at, ended_at
            from replay
            """;

    private final JdbcClient sql;
    private final JsonMapper json;
    private final Clock clock;

    ReplayStore(JdbcClient sql, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    /** @param state in which they are, null for all */
    Page<Replay> page(@Nullable WorkState state, PageRequest request) {
        List<Replay> found = sql.sql(COLUMNS + """
                        where id < :before and (:state::text is null or state = :state)
                        order by id desc limit :limit""")
                .param("before", request.after(Long.MAX_VALUE))
                .param("state", state == null ? null : state.name())
                .param("limit", request.limitAndOne())
                .query((row, index) -> replay(row))
                .list();
        return Page.of(found, request, replay -> Long.toString(replay.id()));
    }

    Optional<Replay> find(long id) {
        return sql.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query((row, index) -> replay(row))
                .optional();
    }

    String workload(long id) {
        return sql.sql("select workload from replay where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    long insert(ReplayForm.Read read, String by) {
        Replay.Asked asked = read.asked();
        return sql.sql("""
                        insert into replay (name, workload, jobs, nodes, devices_per_node, policies, objective, run_times, world,
                                            seed, frozen_seconds, left_out, created_by, created_at)
                        values (:name, :workload, :jobs, :nodes, :devices, :policies, :objective, :runTimes, :world,
                                :seed, :frozen, :leftOut, :by, :now)
                        returning id""")
                .param("name", asked.name())
                .param("workload", read.swf())
                .param("jobs", asked.jobs())
                .param("nodes", asked.machine().nodes())
                .param("devices", asked.machine().devicesPerNode())
                .param("policies", asked.policies().stream().map(Words::of).toArray(String[]::new))
                .param("objective", Words.of(asked.objective()))
                .param("runTimes", Words.of(asked.runTimes()))
                .param("world", Words.of(asked.world()))
                .param("seed", asked.seed())
                .param("frozen", asked.frozen().toSeconds())
                .param("leftOut", kept(read.leftOut()))
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    /** A replica begins it, or begins it again; false where it has ended, or somebody wants that. */
    boolean begin(long id) {
        return sql.sql("""
                        update replay set state = 'RUNNING', attempts = attempts + 1, started_at = coalesce(started_at, :now)
                        where id = :id and state in ('QUEUED', 'RUNNING') and not cancel_asked""").param("id", id).param("now", now()).update() == 1;
    }

    /** The replica stops through no fault of the replay's: this attempt does not count. */
    void handBack(long id) {
        sql.sql("update replay set attempts = attempts - 1 where id = :id and state = 'RUNNING'")
                .param("id", id)
                .update();
    }

    void progressed(long id, QueuePolicy policy, int jobsStarted) {
        sql.sql("update replay set policy = :policy, jobs_started = :started where id = :id and state = 'RUNNING'")
                .param("policy", Words.of(policy))
                .param("started", jobsStarted)
                .param("id", id)
                .update();
    }

    /** A policy is through. */
    void found(long id, List<PolicyFigures> results, List<String> leftOut) {
        sql.sql("""
                        update replay set results = cast(:results as jsonb), left_out = :leftOut, policy = null, jobs_started = 0
                        where id = :id and state = 'RUNNING'""")
                .param("results", json.writeValueAsString(results))
                .param("leftOut", kept(leftOut))
                .param("id", id)
                .update();
    }

    boolean cancelAsked(long id) {
        return sql.sql("select cancel_asked from replay where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** One that nobody has begun ends at once, one under way when its replica looks; false where it has ended. */
    boolean askToCancel(long id) {
        return sql.sql("""
                        update replay set cancel_asked = true,
                            state = case when state = 'QUEUED' then 'CANCELLED' else state end,
                            ended_at = case when state = 'QUEUED' then :now else ended_at end
                        where id = :id and state in ('QUEUED', 'RUNNING')""").param("id", id).param("now", now()).update() == 1;
    }

    /** False where it has ended already. */
    boolean end(long id, WorkState state, @Nullable String failure) {
        return sql.sql("""
                        update replay set state = :state, failure = :failure, policy = null, jobs_started = 0, ended_at = :now
                        where id = :id and state in ('QUEUED', 'RUNNING')""")
                        .param("state", state.name())
                        .param("failure", failure)
                        .param("now", now())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** False where it has not ended. */
    boolean deleteEnded(long id) {
        return sql.sql("delete from replay where id = :id and state not in ('QUEUED', 'RUNNING')")
                        .param("id", id)
                        .update()
                == 1;
    }

    private static String[] kept(List<String> leftOut) {
        return leftOut.stream().limit(LINES_KEPT).toArray(String[]::new);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private Replay replay(ResultSet row) throws SQLException {
        String policy = row.getString("policy");
        return new Replay(
                row.getLong("id"),
                asked(row),
                WorkState.valueOf(row.getString("state")),
                row.getBoolean("cancel_asked"),
                row.getInt("attempts"),
                policy == null ? null : constant(QueuePolicy.class, policy),
                row.getInt("jobs_started"),
                List.of(json.readValue(row.getString("results"), PolicyFigures[].class)),
                List.of(texts(row.getArray("left_out"))),
                row.getString("failure"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "ended_at"));
    }

    private static Replay.Asked asked(ResultSet row) throws SQLException {
        return new Replay.Asked(
                row.getString("name"),
                row.getInt("jobs"),
                new MachineShape(row.getInt("nodes"), row.getInt("devices_per_node")),
                Stream.of(texts(row.getArray("policies")))
                        .map(word -> constant(QueuePolicy.class, word))
                        .toList(),
                constant(Objective.class, row.getString("objective")),
                constant(RunTimes.class, row.getString("run_times")),
                constant(World.class, row.getString("world")),
                row.getLong("seed"),
                Duration.ofSeconds(row.getLong("frozen_seconds")));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Words.named(type, word)
                .orElseThrow(() -> new IllegalStateException(
                        "Table replay says (%s), which is none of %s.".formatted(word, Words.all(type))));
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
