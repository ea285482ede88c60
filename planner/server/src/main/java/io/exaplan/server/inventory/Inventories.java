package io.exaplan.server.inventory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What stands in the city, read from the database at every call. */
@Service
@Transactional(readOnly = true)
public class Inventories {
    private final ClusterStore clusters;
    private final PartitionStore partitions;
    private final NodeStore nodes;
    private final JdbcClient sql;

    Inventories(ClusterStore clusters, PartitionStore partitions, NodeStore nodes, JdbcClient sql) {
        this.clusters = clusters;
        this.partitions = partitions;
        this.nodes = nodes;
        this.sql = sql;
    }

    /** Every cluster, by id. */
    public List<ClusterRow> clusters() {
        return clusters.all();
    }

    public Optional<ClusterRow> cluster(int id) {
        return clusters.withId(id);
    }

    public Optional<ClusterRow> cluster(String name) {
        return clusters.named(name);
    }

    /** Every partition with its nodes, by id. */
    public List<PartitionRow> partitions() {
        Map<Integer, ClusterRow> byId =
                clusters.all().stream().collect(Collectors.toMap(ClusterRow::id, Function.identity()));
        Map<Integer, List<NodeRow>> standing = byPartition(nodes.standing());
        return assemble(partitions.all(), byId, standing);
    }

    /** The partitions of one cluster with their nodes, by name. */
    public List<PartitionRow> partitionsOf(int clusterId) {
        return clusters.withId(clusterId)
                .map(cluster -> assemble(
                        partitions.ofCluster(clusterId),
                        Map.of(clusterId, cluster),
                        byPartition(nodes.ofCluster(clusterId).stream()
                                .filter(node -> node.goneAt() == null && node.partitionId() != null)
                                .toList())))
                .orElse(List.of());
    }

    /** Every node of the cluster that is not gone, by name. */
    public List<NodeRow> nodesOf(int clusterId) {
        return nodes.ofCluster(clusterId).stream()
                .filter(node -> node.goneAt() == null)
                .toList();
    }

    /** Nodes of the cluster whose last report was not believed. */
    public List<Quarantined> quarantined(int clusterId) {
        return sql.sql("""
                        select name, quarantine from node
                        where cluster_id = :cluster and quarantine is not null and gone_at is null order by name limit 100""")
                .param("cluster", clusterId)
                .query((rows, number) -> new Quarantined(rows.getString("name"), rows.getString("quarantine")))
                .list();
    }

    /** Names of the nodes runs stand on now, by partition; a run that is lost stands where it stood. */
    Map<Integer, Set<String>> occupiedNodes() {
        Map<Integer, Set<String>> occupied = new HashMap<>();
        sql.sql("""
                        select distinct partition_id, unnest(nodes) as node from run
                        where state in ('LEASED', 'STARTING', 'RUNNING') or (state = 'LOST' and not given_up)""")
                .query((rows, number) -> occupied.computeIfAbsent(
                                rows.getInt("partition_id"), partition -> new HashSet<>())
                        .add(rows.getString("node")))
                .list();
        return occupied;
    }

    /** What of an offer cannot be honoured as stated. */
    List<String> offerProblems(ClusterRow cluster) {
        if (cluster.offer().equals(Offer.ALL)) {
            return List.of();
        }
        return cluster.offer()
                .problems(
                        nodesOf(cluster.id()).stream().map(NodeRow::name).toList(),
                        List.copyOf(tenantIds().keySet()));
    }

    private static Map<Integer, List<NodeRow>> byPartition(List<NodeRow> rows) {
        return rows.stream().collect(Collectors.groupingBy(node -> {
            Integer partition = node.partitionId();
            return partition == null ? 0 : partition;
        }));
    }

    private List<PartitionRow> assemble(
            List<PartitionStore.Row> rows, Map<Integer, ClusterRow> byId, Map<Integer, List<NodeRow>> standing) {
        Map<String, Integer> tenantIds =
                byId.values().stream().allMatch(cluster -> cluster.offer().tenants() == null) ? Map.of() : tenantIds();
        return rows.stream()
                .filter(row -> byId.containsKey(row.clusterId()))
                .map(row -> {
                    ClusterRow cluster = Objects.requireNonNull(byId.get(row.clusterId()));
                    List<NodeRow> its = standing.getOrDefault(row.id(), List.of());
                    return new PartitionRow(
                            row.id(),
                            cluster,
                            row.name(),
                            row.acceleratorModel(),
                            row.devicesPerNode(),
                            offeredTo(cluster.offer(), tenantIds),
                            cluster.offer().hours(),
                            its,
                            offered(cluster.offer(), its));
                })
                .toList();
    }

    private static @Nullable Set<Integer> offeredTo(Offer offer, Map<String, Integer> tenantIds) {
        List<String> names = offer.tenants();
        if (names == null) {
            return null;
        }
        Set<Integer> ids = new HashSet<>();
        for (String name : names) {
            Integer id = tenantIds.get(name);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static Set<String> offered(Offer offer, List<NodeRow> nodes) {
        Set<String> names = nodes.stream().map(NodeRow::name).collect(Collectors.toCollection(HashSet::new));
        if (offer.nodes() != null) {
            names.retainAll(new HashSet<>(offer.nodes()));
        }
        return names;
    }

    /** What is lent of a cluster, as far as it names tenants whose affairs are the reader's to see. */
    Offer offerFor(ClusterRow cluster, IntPredicate seesTenant) {
        List<String> names = cluster.offer().tenants();
        if (names == null) {
            return cluster.offer();
        }
        Map<String, Integer> ids = tenantIds();
        List<String> seen = names.stream()
                .filter(name -> ids.containsKey(name) && seesTenant.test(ids.get(name)))
                .toList();
        return seen.isEmpty()
                ? Offer.NOTHING
                : new Offer(cluster.offer().nodes(), seen, cluster.offer().hours());
    }

    /** Names only: inventory knows nothing else of tenants. */
    private Map<String, Integer> tenantIds() {
        Map<String, Integer> ids = new HashMap<>();
        sql.sql("select id, name from tenant").query(rows -> {
            ids.put(rows.getString("name"), rows.getInt("id"));
        });
        return ids;
    }
}
