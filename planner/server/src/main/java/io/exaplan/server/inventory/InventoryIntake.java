package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.server.web.Changes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what agents report: what is believed replaces what was stored, and only what changed is written. */
@Service
public class InventoryIntake {
    private static final Logger log = LoggerFactory.getLogger(InventoryIntake.class);

    private final ClusterStore clusters;
    private final PartitionStore partitions;
    private final NodeStore nodes;
    private final Catalogue catalogue;
    private final InventorySettings settings;
    private final Changes changes;

    InventoryIntake(
            ClusterStore clusters,
            PartitionStore partitions,
            NodeStore nodes,
            Catalogue catalogue,
            InventorySettings settings,
            Changes changes) {
        this.clusters = clusters;
        this.partitions = partitions;
        this.nodes = nodes;
        this.catalogue = catalogue;
        this.settings = settings;
        this.changes = changes;
    }

    /** Stores an inventory under its digest. Storing it again writes nothing. */
    @Transactional
    public void store(int clusterId, InventoryReport report) {
        ClusterRow cluster = clusters.locked(clusterId);
        if (report.digest().equals(cluster.inventoryDigest())) {
            return;
        }
        JudgedInventory judged = JudgedInventory.of(report, settings);
        Map<String, NodeRow> stored =
                nodes.ofCluster(clusterId).stream().collect(Collectors.toMap(NodeRow::name, Function.identity()));
        List<NodeWrite> changed = changedNodes(clusterId, judged, stored);
        Set<String> gone = goneNodes(judged, stored);
        nodes.write(clusterId, changed);
        nodes.markGone(clusterId, gone);
        clusters.storeDigest(clusterId, report.digest());
        if (!changed.isEmpty() || !gone.isEmpty()) {
            log.info(
                    "Cluster {}: {} nodes written, {} gone, {} quarantined",
                    cluster.name(),
                    changed.size(),
                    gone.size(),
                    judged.problems().size());
            changes.publishAfterCommit(new ClusterChanged(clusterId));
        }
    }

    /** Stores what the operator offers, when it differs from what is stored. */
    @Transactional
    public void storeOffer(int clusterId, Offer offer) {
        if (!offer.equals(clusters.locked(clusterId).reportedOffer())) {
            clusters.storeOffer(clusterId, offer);
            changes.publishAfterCommit(new ClusterChanged(clusterId));
        }
    }

    private List<NodeWrite> changedNodes(int clusterId, JudgedInventory judged, Map<String, NodeRow> stored) {
        // What is stored now is not looked at again while the agent reports the same.
        AcceleratorCatalogue known = catalogue.upToDate();
        Map<String, String> models = judged.believed().values().stream()
                .map(ReportedNode::acceleratorModel)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), reported -> modelOf(reported, known)));
        Function<ReportedNode, String> model = node -> models.getOrDefault(node.acceleratorModel(), "unknown");
        Map<PartitionKey, Integer> ids = partitions.ensure(
                clusterId,
                judged.believed().values().stream()
                        .map(node -> new PartitionKey(model.apply(node), node.nominalDevices()))
                        .collect(Collectors.toSet()));
        List<NodeWrite> writes = new ArrayList<>();
        judged.believed()
                .forEach((name, node) -> writes.add(
                        NodeWrite.of(name, model.apply(node), node, key -> Objects.requireNonNull(ids.get(key)))));
        judged.problems().forEach((name, problem) -> {
            NodeRow row = stored.get(name);
            writes.add(
                    row == null
                            ? NodeWrite.unknown(name, problem)
                            : NodeWrite.of(row).quarantined(problem));
        });
        return writes.stream()
                .filter(write -> differs(write, stored.get(write.name())))
                .toList();
    }

    private static boolean differs(NodeWrite write, @Nullable NodeRow row) {
        return row == null || row.goneAt() != null || !write.equals(NodeWrite.of(row));
    }

    private static Set<String> goneNodes(JudgedInventory judged, Map<String, NodeRow> stored) {
        Set<String> gone = new HashSet<>(stored.keySet());
        gone.removeAll(judged.believed().keySet());
        gone.removeAll(judged.problems().keySet());
        gone.removeIf(name -> {
            NodeRow row = stored.get(name);
            return row == null || row.goneAt() != null;
        });
        return gone;
    }

    private static String modelOf(String reported, AcceleratorCatalogue known) {
        return known.recognise(reported).map(AcceleratorModel::key).orElse(reported);
    }
}
