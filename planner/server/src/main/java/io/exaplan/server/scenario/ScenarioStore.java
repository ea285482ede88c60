package io.exaplan.server.scenario;

import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Table scenario. */
@Repository
class ScenarioStore {
    private final JdbcClient sql;
    private final JsonMapper json;
    private final Clock clock;

    ScenarioStore(JdbcClient sql, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    Page<Scenario> page(PageRequest request, ListFilter filter) {
        List<Scenario> found = sql.sql(
                        "select * from scenario where id > :after" + filter.sql() + " order by id limit :limit")
                .params(filter.values())
                .param("after", request.after(0))
                .param("limit", request.limitAndOne())
                .query((row, index) -> scenario(row))
                .list();
        return Page.of(found, request, scenario -> Integer.toString(scenario.id()));
    }

    Optional<Scenario> find(int id) {
        return sql.sql("select * from scenario where id = :id")
                .param("id", id)
                .query((row, index) -> scenario(row))
                .optional();
    }

    boolean named(String name, int otherThan) {
        return sql.sql("select count(*) from scenario where name = :name and id <> :id")
                        .param("name", name)
                        .param("id", otherThan)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    int insert(Scenario.Stated stated, String by) {
        return bound("""
                        insert into scenario (name, description, mode, plan_version, horizon_seconds, changes, created_by, created_at, updated_at)
                        values (:name, :description, :mode, :plan, :horizon, cast(:changes as jsonb), :by, :now, :now) returning id""", stated).param("by", by).query(Integer.class).single();
    }

    /** Changes it while it still has this version; answers whether it did. */
    boolean update(int id, long version, Scenario.Stated stated) {
        return bound("""
                                update scenario
                                set name = :name, description = :description, mode = :mode, plan_version = :plan, horizon_seconds = :horizon,
                                    changes = cast(:changes as jsonb), updated_at = :now, version = version + 1
                                where id = :id and version = :version""", stated).param("id", id).param("version", version).update() == 1;
    }

    boolean delete(int id, long version) {
        return sql.sql("delete from scenario where id = :id and version = :version")
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec bound(String statement, Scenario.Stated stated) {
        Duration horizon = stated.horizon();
        return sql.sql(statement)
                .param("name", stated.name())
                .param("description", stated.description())
                .param("mode", stated.mode().name())
                .param("plan", stated.planVersion())
                .param("horizon", horizon == null ? null : horizon.toSeconds())
                .param("changes", json.writeValueAsString(stated.changes()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private Scenario scenario(ResultSet row) throws SQLException {
        Long horizon = row.getObject("horizon_seconds", Long.class);
        return new Scenario(
                row.getInt("id"),
                row.getString("name"),
                row.getString("description"),
                Scenario.Mode.valueOf(row.getString("mode")),
                row.getObject("plan_version", Long.class),
                horizon == null ? null : Duration.ofSeconds(horizon),
                json.readTree(row.getString("changes")),
                row.getLong("version"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
