package io.exaplan.server.demand;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.demand.Reservation.Stated;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EntityTag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The reservations. */
@Component
public class Reservations {

    private static final String SELECT = """
            select r.*, c.name as cluster, p.name as partition, t.name as tenant
            from reservation r join cluster c on c.id = r.cluster_id left join partition p on p.id = r.partition_id
            left join tenant t on t.id = r.tenant_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditLog audit;
    private final Changes changes;

    Reservations(JdbcClient jdbc, JsonMapper json, AuditLog audit, Changes changes) {
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
        this.changes = changes;
    }

    /** All of them, by id. */
    public List<Reservation> all() {
        return jdbc.sql(SELECT + " order by r.id")
                .query((row, index) -> reservation(row))
                .list();
    }

    Optional<Reservation> find(int id) {
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", id)
                .query((row, index) -> reservation(row))
                .optional();
    }

    /**
     * What a list shows; null does not restrict.
     *
     * @param cluster on this cluster, by name
     * @param clusterId on this cluster
     * @param tenantId of this tenant or for maintenance
     * @param tenant of the tenant of this name
     */
    record Filter(
            @Nullable String cluster,
            @Nullable Integer clusterId,
            @Nullable Integer tenantId,
            @Nullable String tenant) {}

    List<Reservation> page(Filter filter, long after, int limit) {
        return jdbc.sql(SELECT + """
                        where r.id > :after and (cast(:cluster as text) is null or c.name = :cluster)
                          and (cast(:clusterId as integer) is null or r.cluster_id = :clusterId)
                          and (cast(:tenant as integer) is null or r.tenant_id is null or r.tenant_id = :tenant)
                          and (cast(:named as text) is null or t.name = :named)
                        order by r.id limit :limit
                        """)
                .param("after", after)
                .param("cluster", filter.cluster())
                .param("clusterId", filter.clusterId())
                .param("tenant", filter.tenantId())
                .param("named", filter.tenant())
                .param("limit", limit)
                .query((row, index) -> reservation(row))
                .list();
    }

    /** Id of a cluster, empty when there is none of this name. */
    Optional<Integer> cluster(String name) {
        return jdbc.sql("select id from cluster where name = :name")
                .param("name", name)
                .query(Integer.class)
                .optional();
    }

    boolean hasPartition(String cluster, String partition) {
        return jdbc.sql("""
                        select exists (select from partition p join cluster c on c.id = p.cluster_id
                                       where c.name = :cluster and p.name = :partition)
                        """)
                .param("cluster", cluster)
                .param("partition", partition)
                .query(Boolean.class)
                .single();
    }

    @Transactional
    int create(Stated stated, String actor) {
        int id = bind("""
                        insert into reservation (cluster_id, partition_id, tenant_id, devices, nodes, plan_start, plan_end,
                                                 recurrence, reason)
                        select c.id, (select id from partition where cluster_id = c.id and name = :partition),
                               (select id from tenant where name = :tenant), :devices, :nodes, :start, :end,
                               cast(:recurrence as jsonb), :reason
                        from cluster c where c.name = :cluster
                        returning id
                        """, stated).query(Integer.class).single();
        audit.record(actor, "reservation.create", "reservation/" + id, null, stated, stated.reason());
        changes.publishAfterCommit(new RulesChanged());
        return id;
    }

    @Transactional
    Reservation update(Reservation before, long version, Stated stated, String actor) {
        int changed = bind("""
                        update reservation r
                        set cluster_id = c.id,
                            partition_id = (select id from partition where cluster_id = c.id and name = :partition),
                            tenant_id = (select id from tenant where name = :tenant), devices = :devices, nodes = :nodes,
                            plan_start = :start, plan_end = :end, recurrence = cast(:recurrence as jsonb), reason = :reason,
                            version = r.version + 1
                        from cluster c
                        where r.id = :id and r.version = :version and c.name = :cluster
                        """, stated)
                .param("id", before.id())
                .param("version", version)
                .update();
        if (changed == 0) {
            throw EntityTag.outdated("reservation", before.id());
        }
        audit.record(
                actor, "reservation.update", "reservation/" + before.id(), before.stated(), stated, stated.reason());
        changes.publishAfterCommit(new RulesChanged());
        return find(before.id()).orElseThrow();
    }

    @Transactional
    void delete(Reservation reservation, long version, String actor) {
        if (jdbc.sql("delete from reservation where id = :id and version = :version")
                        .param("id", reservation.id())
                        .param("version", version)
                        .update()
                == 0) {
            throw EntityTag.outdated("reservation", reservation.id());
        }
        audit.record(actor, "reservation.delete", "reservation/" + reservation.id(), reservation.stated(), null, null);
        changes.publishAfterCommit(new RulesChanged());
    }

    private JdbcClient.StatementSpec bind(String sql, Stated stated) {
        Instant end = stated.end();
        Recurrence recurrence = stated.recurrence();
        return jdbc.sql(sql)
                .param("cluster", stated.cluster())
                .param("partition", stated.partition())
                .param("tenant", stated.tenant())
                .param("devices", stated.devices())
                .param("nodes", stated.nodes())
                .param("start", stated.start().atOffset(ZoneOffset.UTC))
                .param("end", end == null ? null : end.atOffset(ZoneOffset.UTC))
                .param("recurrence", recurrence == null ? null : json.writeValueAsString(recurrence))
                .param("reason", stated.reason());
    }

    private Reservation reservation(ResultSet row) throws SQLException {
        OffsetDateTime end = row.getObject("plan_end", OffsetDateTime.class);
        String recurrence = row.getString("recurrence");
        return new Reservation(
                row.getInt("id"),
                row.getLong("version"),
                row.getInt("cluster_id"),
                row.getObject("partition_id", Integer.class),
                row.getObject("tenant_id", Integer.class),
                new Stated(
                        row.getString("cluster"),
                        row.getString("partition"),
                        row.getString("tenant"),
                        row.getObject("devices", Integer.class),
                        row.getObject("nodes", Integer.class),
                        row.getObject("plan_start", OffsetDateTime.class).toInstant(),
                        end == null ? null : end.toInstant(),
                        recurrence == null ? null : json.readValue(recurrence, Recurrence.class),
                        row.getString("reason")));
    }
}
