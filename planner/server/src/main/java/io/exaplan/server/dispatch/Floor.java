package io.exaplan.server.dispatch;

import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.NodeAssignment;
import io.exaplan.engine.placement.NodePlacer;
import io.exaplan.engine.placement.NodeState;
import io.exaplan.engine.placement.PlacementRequest;
import io.exaplan.engine.placement.UsualDemand;
import io.exaplan.engine.placement.batch.RoomByMoving.Movable;
import io.exaplan.engine.placement.batch.StartOrder;
import io.exaplan.server.inventory.NodeRow;
import io.exaplan.server.inventory.PartitionRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of one cluster and what stands on each. A run stands where it stands, whatever has become of its node's
 * partition since.
 */
final class Floor {
    private static final int WHOLE = 1000;

    private final Map<UUID, Standing> standing = new HashMap<>();
    private final Map<String, Map<UUID, List<WorkerPlacement>>> onNode = new HashMap<>();
    private final Map<Integer, NodePlacer> placers = new HashMap<>();
    private final Map<String, Spot> spots = new HashMap<>();
    private final Set<String> touched = new HashSet<>();

    /** Nodes kept for the next start of a job, by job. */
    private final Map<Long, Kept> kept = new HashMap<>();

    /** @param untilNanos of the monotonic clock */
    private record Kept(Set<String> nodes, long untilNanos) {}

    /** A run's workers in one generation of its specification. */
    record Standing(int generation, List<WorkerPlacement> workers) {
        Standing {
            workers = List.copyOf(workers);
        }
    }

    /** A node, its partition, and whether new work may stand on it. */
    private record Spot(NodeRow node, int partitionId, boolean usable) {}

    /**
     * The nodes as the cluster reports them now; what stood on them stands.
     *
     * @param usual by partition id, what was placed there so far
     */
    void nodes(List<PartitionRow> partitions, IntFunction<UsualDemand> usual) {
        spots.clear();
        touched.clear();
        placers.keySet().retainAll(partitions.stream().map(PartitionRow::id).toList());
        for (PartitionRow partition : partitions) {
            List<NodeState> states = new ArrayList<>();
            Set<String> usable =
                    partition.usableNodes().stream().map(NodeRow::name).collect(Collectors.toSet());
            for (NodeRow node : partition.nodes()) {
                Spot spot = new Spot(node, partition.id(), usable.contains(node.name()));
                spots.put(node.name(), spot);
                states.add(state(spot));
            }
            placers.put(partition.id(), placer(partition, states, usual.apply(partition.id())));
        }
    }

    private NodePlacer placer(PartitionRow partition, List<NodeState> states, UsualDemand usual) {
        NodePlacer known = placers.get(partition.id());
        if (known == null || !known.isOver(states)) {
            return new NodePlacer(states, usual.learn(partition.devicesPerNode()));
        }
        states.forEach(known::update);
        if (usual.hasGrown()) {
            known.learn(usual.learn(partition.devicesPerNode()));
        }
        return known;
    }

    void put(UUID run, Standing place) {
        remove(run);
        standing.put(run, place);
        for (WorkerPlacement worker : place.workers()) {
            onNode.computeIfAbsent(worker.node(), name -> new HashMap<>())
                    .computeIfAbsent(run, id -> new ArrayList<>())
                    .add(worker);
            touched.add(worker.node());
        }
    }

    void remove(UUID run) {
        Standing place = standing.remove(run);
        if (place == null) {
            return;
        }
        for (WorkerPlacement worker : place.workers()) {
            Map<UUID, List<WorkerPlacement>> there = onNode.get(worker.node());
            if (there != null) {
                there.remove(run);
            }
            touched.add(worker.node());
        }
    }

    Set<UUID> runs() {
        return new HashSet<>(standing.keySet());
    }

    @Nullable
    Integer generationOf(UUID run) {
        Standing place = standing.get(run);
        return place == null ? null : place.generation();
    }

    /** Keeps nodes for a job: for everybody else they are full, until it stands or the time is over. */
    void keep(long jobId, Set<String> nodes, long untilNanos) {
        open(jobId);
        kept.put(jobId, new Kept(Set.copyOf(nodes), untilNanos));
        touched.addAll(nodes);
    }

    /** Keeps nothing for a job any more. */
    void open(long jobId) {
        Kept nodes = kept.remove(jobId);
        if (nodes != null) {
            touched.addAll(nodes.nodes());
        }
    }

    /** Finds room for a job in a partition as it is now; takes nothing. What was kept for it is open to all once it has room. */
    NodeAssignment place(int partitionId, long jobId, PlacementRequest request) {
        Kept own = kept.get(jobId);
        open(jobId);
        NodePlacer placer = placer(partitionId);
        NodeAssignment answer = placer == null
                ? new NodeAssignment.NoRoom("the cluster no longer reports the partition (%d)".formatted(partitionId))
                : placer.place(request);
        if (own != null && answer instanceof NodeAssignment.NoRoom) {
            keep(jobId, own.nodes(), own.untilNanos());
        }
        return answer;
    }

    /** The placer of a partition, which knows all that changed on the nodes. */
    private @Nullable NodePlacer placer(int partitionId) {
        for (String name : touched) {
            Spot spot = spots.get(name);
            NodePlacer placer = spot == null ? null : placers.get(spot.partitionId());
            if (spot != null && placer != null) {
                placer.update(state(spot));
            }
        }
        touched.clear();
        return placers.get(partitionId);
    }

    /** In which order jobs are placed so that as much as can be finds room; those first that nodes are kept for. */
    List<Long> order(int partitionId, Map<Long, PlacementRequest> requests) {
        List<Long> ordered = new ArrayList<>(requests.keySet());
        ordered.removeIf(job -> !kept.containsKey(job));
        List<Long> others = new ArrayList<>(requests.keySet());
        others.removeIf(kept::containsKey);
        NodePlacer placer = placer(partitionId);
        if (placer == null || others.size() < 2) {
            ordered.addAll(others);
            return ordered;
        }
        List<PlacementRequest> wanted =
                others.stream().map(requests::get).map(Objects::requireNonNull).toList();
        StartOrder.of(placer, wanted, others.getFirst()).forEach(place -> ordered.add(others.get(place)));
        return ordered;
    }

    /** To be called first of all: what was kept until then is open to all. */
    void openWhatWasKeptTooLong(long nowNanos) {
        List<Long> over = kept.entrySet().stream()
                .filter(each -> each.getValue().untilNanos() - nowNanos < 0)
                .map(Map.Entry::getKey)
                .toList();
        over.forEach(this::open);
    }

    /** A partition's nodes as they are now. */
    List<NodeState> statesOf(int partitionId) {
        return spots.values().stream()
                .filter(spot -> spot.partitionId() == partitionId)
                .map(this::state)
                .toList();
    }

    /** Those of some runs all of whose workers stand alike on one node that is wholly at the disposal of runs. */
    List<Movable> movable(Set<UUID> runs) {
        List<Movable> movable = new ArrayList<>();
        for (UUID run : runs) {
            Standing place = standing.get(run);
            if (place != null) {
                movable(run, place.workers()).ifPresent(movable::add);
            }
        }
        return movable;
    }

    private Optional<Movable> movable(UUID run, List<WorkerPlacement> workers) {
        Set<String> names = workers.stream().map(WorkerPlacement::node).collect(Collectors.toSet());
        Set<WorkerShape> shapes = workers.stream().map(Floor::shape).collect(Collectors.toSet());
        Spot spot = names.size() == 1 ? spots.get(names.iterator().next()) : null;
        boolean joins = shapes.size() == 1
                && (workers.size() == 1 || shapes.iterator().next().milliDevices() >= WHOLE);
        return spot != null
                        && joins
                        && spot.usable()
                        && spot.node().whole()
                        && !isKept(spot.node().name())
                ? Optional.of(new Movable(
                        run.toString(),
                        spot.node().name(),
                        workers.stream()
                                .flatMap(worker -> worker.devices().stream())
                                .toList(),
                        shapes.iterator().next(),
                        workers.size()))
                : Optional.empty();
    }

    private static WorkerShape shape(WorkerPlacement worker) {
        return new WorkerShape(
                worker.devices().size() * worker.milliPerDevice(), worker.cpuMilli(), worker.memoryMib());
    }

    private boolean isKept(String node) {
        return kept.values().stream().anyMatch(each -> each.nodes().contains(node));
    }

    /** A node that new work may not stand on counts as full, so that its placer need not be made anew when that changes. */
    private NodeState state(Spot spot) {
        NodeRow node = spot.node();
        return spot.usable() && !isKept(node.name()) ? open(node) : state(node, new int[node.nominalDevices()], 0, 0);
    }

    private static NodeState state(NodeRow node, int[] free, long cpu, long memory) {
        return new NodeState(
                node.name(),
                Objects.requireNonNullElse(node.block(), ""),
                Objects.requireNonNullElse(node.rack(), ""),
                Arrays.stream(free).boxed().toList(),
                Math.max(0, cpu),
                Math.max(0, memory));
    }

    private NodeState open(NodeRow node) {
        int[] free = new int[node.nominalDevices()];
        Arrays.fill(free, WHOLE);
        node.unhealthyDevices().stream().filter(device -> device < free.length).forEach(device -> free[device] = 0);
        long cpu = node.cpuMilli();
        long memory = node.memoryMib();
        for (List<WorkerPlacement> workers :
                onNode.getOrDefault(node.name(), Map.of()).values()) {
            for (WorkerPlacement worker : workers) {
                for (int device : worker.devices()) {
                    if (device < free.length) {
                        free[device] = Math.max(0, free[device] - worker.milliPerDevice());
                    }
                }
                cpu -= worker.cpuMilli();
                memory -= worker.memoryMib();
            }
        }
        takeForeign(free, node.foreignMilli());
        return state(node, free, cpu, memory);
    }

    /** Nobody says on which devices foreign work stands; it is taken to fill the free ones from the last on. */
    private static void takeForeign(int[] free, long foreignMilli) {
        long left = foreignMilli;
        for (int device = free.length - 1; device >= 0 && left > 0; device--) {
            int taken = (int) Math.min(left, free[device]);
            free[device] -= taken;
            left -= taken;
        }
    }
}
