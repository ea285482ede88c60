package io.exaplan.server.inventory;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Partitions and nodes at the API. */
@RestController
@RequestMapping("/api/v1")
@Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
class StandingController {
    private final ClusterStore clusters;
    private final NodeStore nodes;
    private final Inventories inventories;

    StandingController(ClusterStore clusters, NodeStore nodes, Inventories inventories) {
        this.clusters = clusters;
        this.nodes = nodes;
        this.inventories = inventories;
    }

    /** Partitions by id; of one cluster or one accelerator model only when it is named. */
    @GetMapping("/partitions")
    Page<PartitionView> partitions(
            @RequestParam(name = "cluster", required = false) @Nullable String cluster,
            @RequestParam(name = "model", required = false) @Nullable String model,
            Caller caller,
            PageRequest page) {
        List<PartitionRow> rows = cluster == null
                ? inventories.partitions()
                : inventories.partitionsOf(named(cluster).id());
        long after = page.after(0);
        Map<Integer, Set<String>> occupied = inventories.occupiedNodes();
        return Page.of(
                        rows.stream()
                                .sorted(Comparator.comparingInt(PartitionRow::id))
                                .filter(row -> row.id() > after)
                                .filter(row ->
                                        model == null || row.acceleratorModel().equals(model))
                                .limit(page.limitAndOne())
                                .toList(),
                        page,
                        row -> Integer.toString(row.id()))
                .map(row -> PartitionView.of(row, occupied.getOrDefault(row.id(), Set.of()), sees(caller, row)));
    }

    @GetMapping("/partitions/{id}")
    PartitionView partition(@PathVariable("id") int id, Caller caller) {
        return inventories.partitions().stream()
                .filter(row -> row.id() == id)
                .map(row -> PartitionView.of(
                        row, inventories.occupiedNodes().getOrDefault(row.id(), Set.of()), sees(caller, row)))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("partition", id));
    }

    private static IntPredicate sees(Caller caller, PartitionRow row) {
        return caller.actsForCluster(row.cluster().id()) ? tenant -> true : caller::seesTenant;
    }

    /** The nodes a cluster has or had, by name. */
    @GetMapping("/clusters/{name}/nodes")
    Page<NodeView> nodesOf(@PathVariable("name") String name, PageRequest page) {
        ClusterRow cluster = named(name);
        return Page.of(
                        nodes.page(cluster.id(), page.afterName(), page.limitAndOne()),
                        page,
                        row -> PageRequest.named(row.name()))
                .map(row -> NodeView.of(cluster, row));
    }

    /** The same, as a list of its own. */
    @GetMapping("/nodes")
    Page<NodeView> nodes(@RequestParam("cluster") String cluster, PageRequest page) {
        return nodesOf(cluster, page);
    }

    private ClusterRow named(String name) {
        return clusters.named(name).orElseThrow(() -> Problem.notFound("cluster", name));
    }
}
