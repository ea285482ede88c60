package io.exaplan.server.inventory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of table partition. None is ever removed: plans of the past name them. */
@Repository
class PartitionStore {

    record Row(int id, int clusterId, String name, String acceleratorModel, int devicesPerNode) {
        PartitionKey key() {
            return new PartitionKey(acceleratorModel, devicesPerNode);
        }
    }

    private static final Comparator<PartitionKey> BY_NAME =
            Comparator.comparing(PartitionKey::name).thenComparing(PartitionKey::acceleratorModel);

    private static final String COLUMNS =
            "select id, cluster_id, name, accelerator_model, devices_per_node from partition ";

    private final JdbcClient sql;

    PartitionStore(JdbcClient sql) {
        this.sql = sql;
    }

    List<Row> all() {
        return sql.sql(COLUMNS + "order by id")
                .query(DataClassRowMapper.newInstance(Row.class))
                .list();
    }

    List<Row> ofCluster(int clusterId) {
        return sql.sql(COLUMNS + "where cluster_id = :cluster order by name")
                .param("cluster", clusterId)
                .query(DataClassRowMapper.newInstance(Row.class))
                .list();
    }

    /** Ids by key, with the missing ones made. The caller has locked the cluster. */
    Map<PartitionKey, Integer> ensure(int clusterId, Set<PartitionKey> wanted) {
        Map<PartitionKey, Integer> ids = new HashMap<>();
        Map<String, PartitionKey> names = new HashMap<>();
        for (Row row : ofCluster(clusterId)) {
            ids.put(row.key(), row.id());
            names.put(row.name(), row.key());
        }
        wanted.stream().filter(key -> !ids.containsKey(key)).sorted(BY_NAME).forEach(key -> {
            String name = key.name();
            for (int number = 2; names.containsKey(name); number++) {
                name = key.name() + "-" + number;
            }
            names.put(name, key);
            ids.put(key, insert(clusterId, name, key));
        });
        return ids;
    }

    private int insert(int clusterId, String name, PartitionKey key) {
        return sql.sql("""
                        insert into partition (cluster_id, name, accelerator_model, devices_per_node)
                        values (:cluster, :name, :model, :devices) returning id""")
                .param("cluster", clusterId)
                .param("name", name)
                .param("model", key.acceleratorModel())
                .param("devices", key.devicesPerNode())
                .query(Integer.class)
                .single();
    }
}
