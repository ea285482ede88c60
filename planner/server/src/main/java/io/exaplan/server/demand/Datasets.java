package io.exaplan.server.demand;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.demand.Dataset.Classification;
import io.exaplan.server.demand.Dataset.Replica;
import io.exaplan.server.demand.Dataset.Stated;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The datasets. */
@Component
public class Datasets {

    private static final String SELECT = """
            select d.*, o.name as owner,
                   coalesce((select jsonb_agg(g.tenant order by g.tenant) from dataset_grant g
                             where g.dataset_id = d.id), '[]') as grants,
                   coalesce((select jsonb_agg(c.name order by c.name) from dataset_residency r
                             join cluster c on c.id = r.cluster_id where r.dataset_id = d.id), '[]') as residency,
                   coalesce((select jsonb_agg(jsonb_build_object('cluster', c.name, 'location', r.location) order by c.name)
                             from dataset_replica r join cluster c on c.id = r.cluster_id where r.dataset_id = d.id), '[]')
                       as replicas
            from dataset d left join tenant o on o.id = d.owner_id
            """;

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final TypeReference<List<Replica>> REPLICAS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditLog audit;
    private final Changes changes;

    Datasets(JdbcClient jdbc, JsonMapper json, AuditLog audit, Changes changes) {
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
        this.changes = changes;
    }

    /** All of them, by name. */
    public List<Dataset> all() {
        return jdbc.sql(SELECT + " order by d.name").query(this::dataset).list();
    }

    Optional<Dataset> find(int id) {
        return jdbc.sql(SELECT + " where d.id = :id")
                .param("id", id)
                .query(this::dataset)
                .optional();
    }

    List<Dataset> named(Collection<String> names) {
        return names.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + " where d.name in (:names)")
                        .param("names", names)
                        .query(this::dataset)
                        .list();
    }

    /** @param tenantId what this tenant may read; null for all */
    List<Dataset> page(ListFilter filter, @Nullable Integer tenantId, long after, int limit) {
        return jdbc.sql(SELECT + """
                        where d.id > :after
                          and (cast(:tenant as integer) is null or d.classification = 'OPEN' or d.owner_id = :tenant
                               or exists (select from dataset_grant g join tenant t on t.name = g.tenant
                                          where g.dataset_id = d.id and t.id = :tenant))
                        """ + filter.sql() + " order by d.id limit :limit")
                .params(filter.values())
                .param("after", after)
                .param("tenant", tenantId)
                .param("limit", limit)
                .query(this::dataset)
                .list();
    }

    /** Those of the names no cluster has. */
    List<String> unknownClusters(Collection<String> names) {
        return unknown("select name from cluster where name in (:names)", names);
    }

    /** Those of the names no tenant has. */
    List<String> unknownTenants(Collection<String> names) {
        return unknown("select name from tenant where name in (:names)", names);
    }

    private List<String> unknown(String sql, Collection<String> names) {
        Set<String> known = names.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        jdbc.sql(sql).param("names", names).query(String.class).list());
        return names.stream().filter(name -> !known.contains(name)).toList();
    }

    @Transactional
    int create(Stated stated, String actor) {
        int id = unique(stated, () -> bind("""
                        insert into dataset (name, sector, steward, licence, size_gib, classification, owner_id, description)
                        values (:name, :sector, :steward, :licence, :size, :classification,
                                (select id from tenant where name = :owner), :description)
                        returning id
                        """, stated).query(Integer.class).single());
        writeParts(id, stated);
        audit.record(actor, "dataset.create", "dataset/" + id, null, stated, null);
        changes.publishAfterCommit(new RulesChanged());
        return id;
    }

    @Transactional
    Dataset update(Dataset before, long version, Stated stated, String actor) {
        int changed = unique(
                stated,
                () -> bind("""
                        update dataset
                        set name = :name, sector = :sector, steward = :steward, licence = :licence, size_gib = :size,
                            classification = :classification, owner_id = (select id from tenant where name = :owner),
                            description = :description, version = version + 1
                        where id = :id and version = :version
                        """, stated)
                        .param("id", before.id())
                        .param("version", version)
                        .update());
        if (changed == 0) {
            throw EntityTag.outdated("dataset", before.id());
        }
        for (String part : List.of("dataset_grant", "dataset_residency", "dataset_replica")) {
            jdbc.sql("delete from " + part + " where dataset_id = :id")
                    .param("id", before.id())
                    .update();
        }
        writeParts(before.id(), stated);
        audit.record(actor, "dataset.update", "dataset/" + before.id(), before.stated(), stated, null);
        changes.publishAfterCommit(new RulesChanged());
        return find(before.id()).orElseThrow();
    }

    @Transactional
    void delete(Dataset dataset, long version, String actor) {
        List<String> jobs = jdbc.sql("""
                        select id::text from job
                        where state in ('QUEUED', 'SCHEDULED', 'ACTIVE', 'SUSPENDED') and jsonb_exists(spec -> 'datasets', :name)
                        order by id limit 5
                        """)
                .param("name", dataset.stated().name())
                .query((row, index) -> row.getString(1))
                .list();
        if (!jobs.isEmpty()) {
            throw Problem.conflict(
                    "in-use",
                    "name",
                    dataset.stated().name(),
                    "Jobs that have not ended read the dataset (%s): %s and maybe more.\nMaybe take its grants back instead."
                            .formatted(dataset.stated().name(), jobs));
        }
        if (jdbc.sql("delete from dataset where id = :id and version = :version")
                        .param("id", dataset.id())
                        .param("version", version)
                        .update()
                == 0) {
            throw EntityTag.outdated("dataset", dataset.id());
        }
        audit.record(actor, "dataset.delete", "dataset/" + dataset.id(), dataset.stated(), null, null);
        changes.publishAfterCommit(new RulesChanged());
    }

    private void writeParts(int id, Stated stated) {
        for (String tenant : stated.grants()) {
            jdbc.sql("insert into dataset_grant values (:id, :name) on conflict do nothing")
                    .param("id", id)
                    .param("name", tenant)
                    .update();
        }
        for (String cluster : stated.residency()) {
            jdbc.sql(
                            "insert into dataset_residency select :id, id from cluster where name = :name on conflict do nothing")
                    .param("id", id)
                    .param("name", cluster)
                    .update();
        }
        for (Replica replica : stated.replicas()) {
            jdbc.sql("insert into dataset_replica select :id, id, :location from cluster where name = :name")
                    .param("id", id)
                    .param("location", replica.location())
                    .param("name", replica.cluster())
                    .update();
        }
    }

    private static <T> T unique(Stated stated, Supplier<T> write) {
        try {
            return write.get();
        } catch (DuplicateKeyException e) {
            throw Problem.nameTaken("dataset", stated.name());
        }
    }

    private JdbcClient.StatementSpec bind(String sql, Stated stated) {
        return jdbc.sql(sql)
                .param("name", stated.name())
                .param("sector", stated.sector().name())
                .param("steward", stated.steward())
                .param("licence", stated.licence())
                .param("size", stated.sizeGib())
                .param("classification", stated.classification().name())
                .param("owner", stated.owner())
                .param("description", stated.description());
    }

    private Dataset dataset(ResultSet row, int index) throws SQLException {
        return new Dataset(
                row.getInt("id"),
                row.getLong("version"),
                new Stated(
                        row.getString("name"),
                        Tenant.Sector.valueOf(row.getString("sector")),
                        row.getString("steward"),
                        row.getString("licence"),
                        row.getDouble("size_gib"),
                        Classification.valueOf(row.getString("classification")),
                        row.getString("owner"),
                        row.getString("description"),
                        json.readValue(row.getString("grants"), NAMES),
                        json.readValue(row.getString("residency"), NAMES),
                        json.readValue(row.getString("replicas"), REPLICAS)));
    }
}
