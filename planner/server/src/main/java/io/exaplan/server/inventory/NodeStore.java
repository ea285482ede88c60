package io.exaplan.server.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Rows of table node; written many at a time. */
@Repository
class NodeStore {
    private static final String COLUMNS = """
            select id, cluster_id, partition_id, name, accelerator_model, nominal_devices, unhealthy_devices,
                   foreign_milli, foreign_ends, cpu_milli, memory_mib, block, rack, ready, cordoned, quarantine, gone_at
            from node
            """;

    private final JdbcClient sql;
    private final JsonMapper json;

    NodeStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** Every node the cluster ever had, those that are gone included. */
    List<NodeRow> ofCluster(int clusterId) {
        return sql.sql(COLUMNS + "where cluster_id = :cluster order by name")
                .param("cluster", clusterId)
                .query(this::row)
                .list();
    }

    /** Nodes that are not gone, with a partition. */
    List<NodeRow> standing() {
        return sql.sql(COLUMNS + "where gone_at is null and partition_id is not null order by name")
                .query(this::row)
                .list();
    }

    List<NodeRow> standingIn(int partitionId) {
        return sql.sql(COLUMNS + "where gone_at is null and partition_id = :partition order by name")
                .param("partition", partitionId)
                .query(this::row)
                .list();
    }

    List<NodeRow> page(int clusterId, String afterName, int limit) {
        return sql.sql(COLUMNS + "where cluster_id = :cluster and name > :after order by name limit :limit")
                .param("cluster", clusterId)
                .param("after", afterName)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** Inserts or replaces; a node keeps its id by its name. */
    void write(int clusterId, List<NodeWrite> nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        sql.sql("""
                        insert into node (cluster_id, partition_id, name, accelerator_model, nominal_devices,
                            unhealthy_devices, foreign_milli, foreign_ends, cpu_milli, memory_mib, block, rack, ready,
                            cordoned, quarantine)
                        select :cluster, "partitionId", name, "acceleratorModel", "nominalDevices",
                            "unhealthyDevices", "foreignMilli", "foreignEnds", "cpuMilli", "memoryMib", block, rack, ready,
                            cordoned, quarantine
                        from jsonb_to_recordset(:nodes::jsonb) as n("partitionId" integer, name text, "acceleratorModel" text,
                            "nominalDevices" integer, "unhealthyDevices" integer[], "foreignMilli" bigint,
                            "foreignEnds" jsonb, "cpuMilli" bigint, "memoryMib" bigint, block text, rack text, ready boolean, cordoned boolean, quarantine text)
                        order by name
                        on conflict (cluster_id, name) do update set partition_id = excluded.partition_id,
                            accelerator_model = excluded.accelerator_model, nominal_devices = excluded.nominal_devices,
                            unhealthy_devices = excluded.unhealthy_devices, foreign_milli = excluded.foreign_milli,
                            foreign_ends = excluded.foreign_ends,
                            cpu_milli = excluded.cpu_milli, memory_mib = excluded.memory_mib, block = excluded.block,
                            rack = excluded.rack, ready = excluded.ready, cordoned = excluded.cordoned,
                            quarantine = excluded.quarantine, gone_at = null""")
                .param("cluster", clusterId)
                .param("nodes", json.writeValueAsString(nodes))
                .update();
    }

    void markGone(int clusterId, Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        sql.sql("""
                        update node set gone_at = now()
                        where cluster_id = :cluster and gone_at is null
                          and name in (select jsonb_array_elements_text(:names::jsonb))""")
                .param("cluster", clusterId)
                .param("names", json.writeValueAsString(names))
                .update();
    }

    private NodeRow row(ResultSet rows, int number) throws SQLException {
        Integer[] unhealthy = (Integer[]) rows.getArray("unhealthy_devices").getArray();
        return new NodeRow(
                rows.getLong("id"),
                rows.getInt("cluster_id"),
                rows.getObject("partition_id", Integer.class),
                rows.getString("name"),
                rows.getString("accelerator_model"),
                rows.getInt("nominal_devices"),
                Arrays.asList(unhealthy),
                rows.getLong("foreign_milli"),
                ends(rows.getString("foreign_ends")),
                rows.getLong("cpu_milli"),
                rows.getLong("memory_mib"),
                rows.getString("block"),
                rows.getString("rack"),
                rows.getBoolean("ready"),
                rows.getBoolean("cordoned"),
                rows.getString("quarantine"),
                ClusterStore.instant(rows, "gone_at"));
    }

    /** Hardly any node has some. */
    private List<ForeignEnd> ends(String stored) {
        return stored.equals("[]") ? List.of() : List.of(json.readValue(stored, ForeignEnd[].class));
    }
}
