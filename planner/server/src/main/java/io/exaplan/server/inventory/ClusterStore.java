package io.exaplan.server.inventory;

import io.exaplan.server.web.ListFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Rows of table cluster. */
@Repository
class ClusterStore {
    private static final String COLUMNS = """
            select id, name, operator, state, version, created_at, session_epoch, agent_version, protocol_version,
                   last_sync_at, freshness, inventory_digest, offer, stated_offer, log_link from cluster
            """;

    private final JdbcClient sql;
    private final JsonMapper json;

    ClusterStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<ClusterRow> insert(String name, String operator) {
        return sql.sql("insert into cluster (name, operator) values (:name, :operator) on conflict do nothing")
                                .param("name", name)
                                .param("operator", operator)
                                .update()
                        == 0
                ? Optional.empty()
                : named(name);
    }

    Optional<ClusterRow> named(String name) {
        return sql.sql(COLUMNS + "where name = :name")
                .param("name", name)
                .query(this::row)
                .optional();
    }

    Optional<ClusterRow> withId(int id) {
        return sql.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    List<ClusterRow> all() {
        return sql.sql(COLUMNS + "order by id").query(this::row).list();
    }

    List<ClusterRow> page(ListFilter filter, String afterName, int limit) {
        return sql.sql(COLUMNS + "where name > :after" + filter.sql() + " order by name limit :limit")
                .params(filter.values())
                .param("after", afterName)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** Changes what is said of it when the version is still the expected one. */
    boolean update(int id, long expectedVersion, String name, String operator) {
        return sql.sql("""
                                update cluster set name = :name, operator = :operator, version = version + 1
                                where id = :id and version = :version""")
                        .param("name", name)
                        .param("operator", operator)
                        .param("id", id)
                        .param("version", expectedVersion)
                        .update()
                == 1;
    }

    /** Deletes one that nothing names but its agent's tokens and the events of its making. */
    boolean delete(int id, long expectedVersion) {
        for (String table : List.of("event", "access_token", "orphan")) {
            sql.sql("delete from " + table + " where cluster_id = :id")
                    .param("id", id)
                    .update();
        }
        return sql.sql("delete from cluster where id = :id and version = :version")
                        .param("id", id)
                        .param("version", expectedVersion)
                        .update()
                == 1;
    }

    /** The row, locked until the caller's transaction ends. */
    ClusterRow locked(int id) {
        return sql.sql(COLUMNS + "where id = :id for no key update")
                .param("id", id)
                .query(this::row)
                .single();
    }

    /** Changes the state when the version is still the expected one. */
    boolean changeState(int id, long expectedVersion, ClusterState state) {
        return sql.sql("update cluster set state = :state, version = version + 1 where id = :id and version = :version")
                        .param("state", state.name())
                        .param("id", id)
                        .param("version", expectedVersion)
                        .update()
                == 1;
    }

    void storeDigest(int id, String digest) {
        sql.sql("update cluster set inventory_digest = :digest where id = :id")
                .param("digest", digest)
                .param("id", id)
                .update();
    }

    /** Has every agent asked for its inventory again; clusters are locked in the order of their ids. */
    void forgetInventories() {
        sql.sql("""
                        update cluster set inventory_digest = null
                        where id in (select id from cluster where inventory_digest is not null order by id for no key update)
                        """).update();
    }

    void storeOffer(int id, Offer offer) {
        sql.sql("update cluster set offer = :offer::jsonb where id = :id")
                .param("offer", json.writeValueAsString(offer))
                .param("id", id)
                .update();
    }

    /** Stores what was said at the API, null to take it back, when the version is still the expected one. */
    boolean stateOffer(int id, long expectedVersion, @Nullable Offer offer) {
        return sql.sql("""
                                update cluster set stated_offer = :offer::jsonb, version = version + 1
                                where id = :id and version = :version""")
                        .param("offer", offer == null ? null : json.writeValueAsString(offer))
                        .param("id", id)
                        .param("version", expectedVersion)
                        .update()
                == 1;
    }

    /** Stores where logs are shown, null for nowhere, when the version is still the expected one. */
    boolean linkLogs(int id, long expectedVersion, @Nullable LogLink link) {
        return sql.sql(
                                "update cluster set log_link = :link, version = version + 1 where id = :id and version = :version")
                        .param("link", link == null ? null : link.template())
                        .param("id", id)
                        .param("version", expectedVersion)
                        .update()
                == 1;
    }

    /** Moves those that still have one freshness to another; answers which did. */
    List<Integer> moveFreshness(Collection<Integer> ids, Freshness from, Freshness to, Instant silentSince) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return sql.sql("""
                        update cluster set freshness = :to
                        where id in (:ids) and freshness = :from
                          and (last_sync_at is null or last_sync_at <= :silentSince)
                        returning id""")
                .param("to", to.name())
                .param("ids", ids)
                .param("from", from.name())
                .param("silentSince", Timestamp.from(silentSince))
                .query((rows, number) -> rows.getInt(1))
                .list();
    }

    private ClusterRow row(ResultSet rows, int number) throws SQLException {
        String offer = rows.getString("offer");
        String stated = rows.getString("stated_offer");
        String logLink = rows.getString("log_link");
        return new ClusterRow(
                rows.getInt("id"),
                rows.getString("name"),
                rows.getString("operator"),
                ClusterState.valueOf(rows.getString("state")),
                rows.getLong("version"),
                rows.getTimestamp("created_at").toInstant(),
                rows.getLong("session_epoch"),
                rows.getString("agent_version"),
                rows.getObject("protocol_version", Integer.class),
                instant(rows, "last_sync_at"),
                Freshness.valueOf(rows.getString("freshness")),
                rows.getString("inventory_digest"),
                offer == null ? Offer.ALL : json.readValue(offer, Offer.class),
                stated == null ? null : json.readValue(stated, Offer.class),
                logLink == null ? null : new LogLink(logLink));
    }

    static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
        Timestamp at = rows.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
