package io.exaplan.server.inventory;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What holds on to a cluster, in words. */
@Component
class ClusterNames {

    private static final String COUNTED =
            "select what || ' (' || count(*) || ')' from (%s) held group by what order by what";

    /** Jobs that are over no longer need it. */
    private static final String BY_NAME = """
            select 'jobs' as what from job
            where state in ('QUEUED', 'SCHEDULED', 'ACTIVE', 'SUSPENDED')
              and (jsonb_exists(spec -> 'residency', :name)
                   or jsonb_exists(spec -> 'checkpoint' -> 'readableFrom', :name))
            union all select 'reservations' from reservation where cluster_id = :id
            union all select 'deliveries' from delivery where cluster_id = :id
            union all select 'declared capacities' from declared_capacity where replaced_by = :id
            union all select 'datasets' from dataset_residency where cluster_id = :id
            union all select 'datasets' from dataset_replica where cluster_id = :id
            union all select 'tokens of its admins' from access_token where cluster_id = :id and role = 'CLUSTER_ADMIN'
            """;

    private static final String KEPT = """
            select 'runs' as what from run where cluster_id = :id
            union all select 'partitions' from partition where cluster_id = :id
            union all select 'nodes' from node where cluster_id = :id
            """;

    private final JdbcClient sql;

    ClusterNames(JdbcClient sql) {
        this.sql = sql;
    }

    /** What was stated with it and how many of each. */
    List<String> of(ClusterRow cluster) {
        return sql.sql(COUNTED.formatted(BY_NAME))
                .param("id", cluster.id())
                .param("name", cluster.name())
                .query((row, index) -> row.getString(1))
                .list();
    }

    /** What it reported and did, which plans and reports of the past name. */
    List<String> kept(ClusterRow cluster) {
        return sql.sql(COUNTED.formatted(KEPT))
                .param("id", cluster.id())
                .query((row, index) -> row.getString(1))
                .list();
    }
}
