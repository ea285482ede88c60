package io.exaplan.engine.placement.batch;

import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.NodeAssignment.Placed;
import io.exaplan.engine.placement.NodeAssignment.WorkerSlot;
import io.exaplan.engine.placement.NodePlacer;
import io.exaplan.engine.placement.NodeState;
import io.exaplan.engine.placement.PlacementRequest;
import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.DemandMix;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds which runs have to move so that a gang finds wholly free nodes, in one partition whose free devices would do but lie
 * scattered. A search in OptaPlanner with a budget of migrations looks for them, domain by domain of the gang's fabric; what it
 * finds is taken only if {@link NodePlacer} then places the gang, and all that moved on the nodes the gang leaves, as those are
 * now. The same input gives the same answer.
 */
public final class RoomByMoving {
    private static final int WHOLE = 1000;

    /** Domains that are searched, those first that may need the fewest migrations. */
    private static final int MOST_DOMAINS = 3;

    /** Steps of a search, and of it for each migration: an exhausted budget can still be spent better. */
    private static final int STEPS = 20;

    private static final int STEPS_EACH = 4;

    /** What nodes are called that are searched for room, and all others. */
    private static final String HERE = "here";

    private static final String ELSEWHERE = "elsewhere";

    private final List<NodeState> nodes;
    private final List<Movable> movable;
    private final Map<String, List<Movable>> byNode = new HashMap<>();

    /** All that stands, those that may move first and in their order. */
    private final List<Standing> standing = new ArrayList<>();

    private final int migrations;
    private final long seed;

    /**
     * @param nodes the partition's nodes as they are now
     * @param movable the runs that may move; those on other nodes are left out
     * @param migrations most of them that may, at least 1
     * @param seed of the search
     */
    public RoomByMoving(Collection<NodeState> nodes, Collection<Movable> movable, int migrations, long seed) {
        this.nodes =
                nodes.stream().sorted(Comparator.comparing(NodeState::name)).toList();
        Set<String> names = this.nodes.stream().map(NodeState::name).collect(Collectors.toSet());
        this.movable = movable.stream()
                .filter(run -> names.contains(run.node()))
                .sorted(Comparator.comparing(Movable::run))
                .toList();
        this.migrations = migrations;
        this.seed = seed;
        this.movable.forEach(run ->
                byNode.computeIfAbsent(run.node(), absent -> new ArrayList<>()).add(run));
        stand();
    }

    /**
     * A run all of whose workers stand on one node.
     *
     * @param run its id
     * @param node name of its node
     * @param devices indexes of the devices it stands on
     * @param shape what one worker takes
     * @param workers how many; 1 where a worker takes a share of a device
     */
    public record Movable(String run, String node, List<Integer> devices, WorkerShape shape, int workers) {
        public Movable {
            devices = List.copyOf(devices);
        }

        private WorkerDemand demand() {
            return NodePlacer.worker(shape).times(workers).orElseThrow();
        }

        private long bits() {
            return devices.stream().mapToLong(device -> 1L << device).sum();
        }

        /** Together on one node, as it stands now. */
        private PlacementRequest request() {
            return new PlacementRequest(shape, workers, 1, new Fabric(Domain.HOST, true));
        }
    }

    /**
     * A way to make room.
     *
     * @param runs ids of those that have to move, at least one
     * @param nodes names of the nodes that have to be kept for it until then; what remains of it may stand on one more
     */
    public record Room(Set<String> runs, Set<String> nodes) {
        public Room {
            runs = Set.copyOf(runs);
            nodes = Set.copyOf(nodes);
        }
    }

    /** Makes room for one gang of whole devices, in the narrowest kind of domain that will do and has any. */
    public Optional<Room> find(PlacementRequest gang) {
        for (Domain domain : gang.fabric().acceptable()) {
            for (Target target : targets(gang, domain)) {
                Optional<Room> room = in(target, gang);
                if (room.isPresent()) {
                    return room;
                }
            }
        }
        return Optional.empty();
    }

    /** The nodes of one domain, and how many runs at least have to leave them. */
    private record Target(Set<String> nodes, int leaving) {}

    private List<Target> targets(PlacementRequest gang, Domain domain) {
        Map<String, List<NodeState>> groups = new TreeMap<>();
        nodes.forEach(node -> groups.computeIfAbsent(node.domain(domain), absent -> new ArrayList<>())
                .add(node));
        return groups.values().stream()
                .flatMap(group -> target(group, gang).stream())
                .sorted(Comparator.comparingInt(Target::leaving))
                .limit(MOST_DOMAINS)
                .toList();
    }

    /** None where the domain has too few nodes that the budget could empty. */
    private Optional<Target> target(List<NodeState> group, PlacementRequest gang) {
        int devicesOfNode =
                group.stream().mapToInt(node -> node.freeMilli().size()).max().orElse(0);
        long wholeNodes = devices(gang) / Math.max(1, devicesOfNode);
        List<Integer> cheapest = group.stream()
                .flatMapToInt(node -> runsToEmpty(node).stream())
                .sorted()
                .limit(wholeNodes)
                .boxed()
                .toList();
        int leaving = cheapest.stream().mapToInt(Integer::intValue).sum();
        return cheapest.size() < wholeNodes || leaving > migrations
                ? Optional.empty()
                : Optional.of(new Target(group.stream().map(NodeState::name).collect(Collectors.toSet()), leaving));
    }

    /** How many runs have to leave a node until it is wholly free; none where others stand on it as well. */
    private OptionalInt runsToEmpty(NodeState node) {
        List<Movable> there = on(node);
        return without(node, there).wholeFree() ? OptionalInt.of(there.size()) : OptionalInt.empty();
    }

    private Optional<Room> in(Target target, PlacementRequest gang) {
        List<NodeSupply> supplies =
                nodes.stream().map(node -> supply(node, target)).toList();
        for (int budget = Math.max(1, target.leaving()); ; budget = Math.min(2 * budget, migrations)) {
            int steps = STEPS + STEPS_EACH * budget;
            Optional<Room> room =
                    room(gang, Repacker.gather(supplies, standing, HERE, devices(gang), budget, steps, seed));
            if (room.isPresent() || budget == migrations) {
                return room;
            }
        }
    }

    /** Whether the gang finds nodes once those have moved that stand in its way, and these find others at once. */
    private Optional<Room> room(PlacementRequest gang, List<Decision.Placed> seats) {
        Set<Movable> moved = new HashSet<>();
        for (int run = 0; run < movable.size(); run++) {
            if (!seats.get(run).equals(standing.get(run).home())) {
                moved.add(movable.get(run));
            }
        }
        if (!(placer(nodes.stream().map(node -> without(node, moved)).toList()).place(gang) instanceof Placed placed)) {
            return Optional.empty();
        }
        List<Movable> inTheWay = inTheWay(moved, placed);
        Set<String> closed = closed(placed, inTheWay);
        NodePlacer others = placer(nodes.stream()
                .filter(node -> !closed.contains(node.name()))
                .map(node -> less(node, placed, gang.shape()))
                .toList());
        int stand = others.placeable(inTheWay.stream().map(Movable::request).toList())
                .cardinality();
        return !inTheWay.isEmpty() && stand == inTheWay.size()
                ? Optional.of(new Room(inTheWay.stream().map(Movable::run).collect(Collectors.toSet()), closed))
                : Optional.empty();
    }

    /** Those that stand on nodes of the gang, the largest first. */
    private static List<Movable> inTheWay(Set<Movable> moved, Placed gang) {
        Set<String> taken = gang.slots().stream().map(WorkerSlot::node).collect(Collectors.toSet());
        return moved.stream()
                .filter(run -> taken.contains(run.node()))
                .sorted(Comparator.comparingInt((Movable run) -> -run.demand().milli())
                        .thenComparing(Movable::run))
                .toList();
    }

    /** The nodes that nobody else may come to until the gang stands: those it takes whole, and those that are made room on. */
    private Set<String> closed(Placed gang, List<Movable> inTheWay) {
        Set<String> closed = inTheWay.stream().map(Movable::node).collect(Collectors.toSet());
        Map<String, Integer> devices = gang.slots().stream()
                .collect(Collectors.toMap(
                        WorkerSlot::node, slot -> slot.devices().size(), Integer::sum));
        nodes.stream()
                .filter(node ->
                        devices.getOrDefault(node.name(), 0) == node.freeMilli().size())
                .forEach(node -> closed.add(node.name()));
        return closed;
    }

    /** A node once the gang's workers stand on it that are to stand there. */
    private static NodeState less(NodeState node, Placed gang, WorkerShape shape) {
        int[] free = node.freeMilli().stream().mapToInt(Integer::intValue).toArray();
        long workers = 0;
        for (WorkerSlot slot : gang.slots()) {
            if (slot.node().equals(node.name())) {
                slot.devices().forEach(device -> free[device] = 0);
                workers++;
            }
        }
        return node.with(
                free,
                node.freeCpuMilli() - workers * shape.cpuMilli(),
                node.freeMemoryMib() - workers * shape.memoryMib());
    }

    private static NodePlacer placer(List<NodeState> nodes) {
        return new NodePlacer(nodes, DemandMix.of(List.of()));
    }

    /** What a node has for those that may move, on it or to it; what is taken of its devices besides stands on it. */
    private NodeSupply supply(NodeState node, Target target) {
        NodeState emptied = without(node, on(node));
        return new NodeSupply(
                node.name(),
                (int) Math.min(Integer.MAX_VALUE, emptied.freeCpuMilli()),
                (int) Math.min(Integer.MAX_VALUE, emptied.freeMemoryMib()),
                node.freeMilli().size(),
                target.nodes().contains(node.name()) ? HERE : ELSEWHERE);
    }

    private void stand() {
        Map<String, Integer> places = new HashMap<>();
        nodes.forEach(node -> places.put(node.name(), places.size()));
        movable.forEach(run -> standing.add(
                new Standing(run.demand(), new Decision.Placed(places.getOrDefault(run.node(), 0), run.bits()), true)));
        for (int place = 0; place < nodes.size(); place++) {
            List<Integer> free = without(nodes.get(place), on(nodes.get(place))).freeMilli();
            for (int device = 0; device < free.size(); device++) {
                if (free.get(device) < WHOLE) {
                    WorkerDemand rest = new WorkerDemand(0, 0, 1, WHOLE - free.get(device), Set.of());
                    standing.add(new Standing(rest, new Decision.Placed(place, 1L << device), false));
                }
            }
        }
    }

    private List<Movable> on(NodeState node) {
        return byNode.getOrDefault(node.name(), List.of());
    }

    /** A node once those of some runs have gone that stand on it. */
    private static NodeState without(NodeState node, Collection<Movable> gone) {
        int[] free = node.freeMilli().stream().mapToInt(Integer::intValue).toArray();
        long cpu = node.freeCpuMilli();
        long memory = node.freeMemoryMib();
        for (Movable run : gone) {
            if (run.node().equals(node.name())) {
                int milli = Math.min(WHOLE, run.shape().milliDevices());
                run.devices().forEach(device -> free[device] = Math.min(WHOLE, free[device] + milli));
                cpu += run.demand().cpuMilli();
                memory += run.demand().memoryMib();
            }
        }
        return node.with(free, cpu, memory);
    }

    private static long devices(PlacementRequest gang) {
        return (long) gang.shape().wholeDevices() * gang.workers();
    }
}
