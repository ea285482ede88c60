package io.exaplan.server.dispatch;

import io.exaplan.contract.LogRequest;
import io.exaplan.contract.LogTail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What ends of logs are wanted and were told. Times are the database's: several replicas ask and answer. */
@Repository
class LogStore {
    private static final TypeReference<List<String>> LINES = new TypeReference<>() {};
    private static final int LONGEST_PROBLEM = 1_000;

    private final JdbcClient sql;
    private final JsonMapper json;
    private final DispatchSettings settings;

    LogStore(JdbcClient sql, JsonMapper json, DispatchSettings settings) {
        this.sql = sql;
        this.json = json;
        this.settings = settings;
    }

    void ask(UUID id, UUID runId, int clusterId, int lines) {
        sql.sql("""
                        insert into run_log (id, run_id, cluster_id, lines)
                        values (:id, :run, :cluster, :lines)""")
                .param("id", id)
                .param("run", runId)
                .param("cluster", clusterId)
                .param("lines", lines)
                .update();
    }

    /** What the cluster's agent is to tell; nobody waits for what was asked long ago. */
    List<LogRequest> wanted(int clusterId) {
        return sql.sql("""
                        select id, run_id, lines from run_log
                        where cluster_id = :cluster and answered_at is null
                          and asked_at > now() - make_interval(secs => :patience)
                        order by asked_at limit :most""")
                .param("cluster", clusterId)
                .param("patience", seconds(settings.logPatience()))
                .param("most", settings.logRequests())
                .query((row, number) ->
                        new LogRequest(row.getString("id"), row.getString("run_id"), row.getInt("lines")))
                .list();
    }

    /** Stores what the cluster was asked for; answers how many of these were. */
    int store(int clusterId, List<LogTail> tails) {
        int stored = 0;
        for (LogTail tail : tails) {
            Optional<UUID> id = RunReports.uuid(tail.requestId());
            if (id.isPresent()) {
                stored += sql.sql("""
                                update run_log set answered_at = now(), tail = :tail::jsonb, truncated = :truncated,
                                                   problem = :problem
                                where id = :id and cluster_id = :cluster and answered_at is null""")
                        .param(
                                "tail",
                                json.writeValueAsString(tail.lines().stream()
                                        .map(LogStore::storable)
                                        .toList()))
                        .param("truncated", tail.truncated())
                        .param(
                                "problem",
                                tail.problem() == null ? null : Storable.text(tail.problem(), LONGEST_PROBLEM))
                        .param("id", id.get())
                        .param("cluster", clusterId)
                        .update();
            }
        }
        return stored;
    }

    Optional<RunLog> told(UUID id) {
        return sql.sql("""
                        select run_id, tail, truncated, answered_at, problem from run_log
                        where id = :id and answered_at is not null""").param("id", id).query(this::log).optional();
    }

    /** Ends of logs are read once; they are kept no longer than whoever asked may still look. */
    void forget() {
        sql.sql("delete from run_log where asked_at < now() - make_interval(secs => :old)")
                .param("old", seconds(settings.logPatience()) * 2)
                .update();
    }

    private RunLog log(ResultSet row, int number) throws SQLException {
        return new RunLog(
                row.getString("run_id"),
                json.readValue(row.getString("tail"), LINES),
                row.getBoolean("truncated"),
                row.getTimestamp("answered_at").toInstant(),
                row.getString("problem"));
    }

    /** Logs hold whatever a program wrote; the database stores no NUL and no half of a surrogate pair. */
    private static String storable(String line) {
        StringBuilder text = new StringBuilder(line.length());
        line.codePoints()
                .map(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                        ? 0xFFFD
                        : point)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
