package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.Pools.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the runs on one partition hold, and the room they leave: the fixed base of every plan. */
public final class Occupancy {
    private final PartitionFacts partition;
    private final NodeHolds nodeHolds;

    /** The same for the runs of each tenant that has a pool here, as if nobody else stood on its nodes. */
    private final Map<Integer, NodeHolds> nodeHoldsOfPools = new TreeMap<>();

    private final Map<String, Held> runs = new TreeMap<>();

    /**
     * @param partition the partition
     * @param pools what is reserved of it
     */
    public Occupancy(PartitionFacts partition, Pools pools) {
        this.partition = partition;
        nodeHolds = new NodeHolds();
        pools.tenants().forEach(tenant -> nodeHoldsOfPools.put(tenant, new NodeHolds()));
    }

    /** The same, to go on from on its own. */
    public Occupancy(Occupancy other) {
        partition = other.partition;
        nodeHolds = new NodeHolds(other.nodeHolds);
        other.nodeHoldsOfPools.forEach((tenant, holds) -> nodeHoldsOfPools.put(tenant, new NodeHolds(holds)));
        runs.putAll(other.runs);
    }

    /**
     * What came to be held, or with negative numbers given back.
     *
     * @param milliDevices thousandths of devices
     * @param wholeNodes wholly free nodes
     * @param ofPools what of it counts against the pools of tenants that have one
     */
    public record Charge(Profile milliDevices, Profile wholeNodes, List<Use> ofPools) {
        public Charge {
            ofPools = List.copyOf(ofPools);
        }
    }

    /**
     * What came to count against a pool, or with negative numbers no longer does.
     *
     * @param tenant id of the tenant that has the pool
     * @param slice how much
     */
    public record Use(int tenant, Slice slice) {}

    /** The rooms that the runs of a problem leave, by partition id in its order. Cuts are noted, nothing is planned. */
    public static Map<Integer, Room> roomsOf(PlanningProblem problem) {
        CityHours hours = CityHours.of(problem);
        Map<Integer, Room> rooms = new TreeMap<>();
        Map<Integer, Occupancy> occupancies = new TreeMap<>();
        for (PartitionFacts partition : problem.partitions()) {
            List<Cut> cuts = problem.cuts().stream()
                    .filter(cut -> cut.partition() == partition.id())
                    .toList();
            Pools pools = Pools.of(partition, problem.reservations());
            rooms.put(partition.id(), Room.empty(partition, pools).withCuts(cuts));
            occupancies.put(partition.id(), new Occupancy(partition, pools));
        }
        for (RunFacts run : problem.runs()) {
            Occupancy occupancy = occupancies.get(run.placement().partition());
            if (occupancy != null) {
                Charge charge = occupancy.hold(run, hours);
                rooms.computeIfPresent(run.placement().partition(), (id, room) -> room.minus(charge));
            }
        }
        return rooms;
    }

    /** The runs, by id. */
    public Collection<Held> runs() {
        return Collections.unmodifiableCollection(runs.values());
    }

    /** Notes a run it does not hold yet; returns what it takes. */
    public Charge hold(RunFacts run, CityHours hours) {
        Held held = Held.of(run, partition, hours);
        runs.put(held.runId(), held);
        Profile nodes = nodeHolds.add(held.runId(), held.window(), held.nodes());
        NodeHolds ofPool = nodeHoldsOfPools.get(held.tenant());
        List<Use> ofPools = ofPool == null
                ? List.of()
                : List.of(use(held, ofPool.add(held.runId(), held.window(), held.nodes()), 1));
        return new Charge(held.milliDevices(), held.wholeNodes().plus(nodes), ofPools);
    }

    /** Lets a run go; returns what it gives back, as negative numbers. */
    public Charge release(String runId) {
        Held held = runs.remove(runId);
        if (held == null) {
            return new Charge(Profile.ZERO, Profile.ZERO, List.of());
        }
        Profile nodes = nodeHolds.remove(held.runId(), held.nodes());
        NodeHolds ofPool = nodeHoldsOfPools.get(held.tenant());
        List<Use> ofPools =
                ofPool == null ? List.of() : List.of(use(held, ofPool.remove(held.runId(), held.nodes()), -1));
        return new Charge(
                held.milliDevices().times(-1), held.wholeNodes().plus(nodes).times(-1), ofPools);
    }

    /** What would be given back, as negative numbers, if some of its runs were not there. */
    public Charge withoutRuns(Collection<Held> gone) {
        Charge all = without(nodeHolds, gone);
        List<Use> ofPools = new ArrayList<>();
        nodeHoldsOfPools.forEach((tenant, holds) -> {
            Charge own = without(
                    holds, gone.stream().filter(held -> held.tenant() == tenant).toList());
            ofPools.add(new Use(tenant, new Slice(own.milliDevices(), own.wholeNodes())));
        });
        return new Charge(all.milliDevices(), all.wholeNodes(), ofPools);
    }

    private static Charge without(NodeHolds holds, Collection<Held> gone) {
        Set<String> ids = new HashSet<>();
        Set<String> nodes = new HashSet<>();
        Profile devices = Profile.ZERO;
        Profile whole = Profile.ZERO;
        for (Held held : gone) {
            ids.add(held.runId());
            nodes.addAll(held.nodes());
            devices = devices.plus(held.milliDevices());
            whole = whole.plus(held.wholeNodes());
        }
        whole = whole.plus(holds.freedWithout(ids, nodes));
        return new Charge(devices.times(-1), whole.times(-1), List.of());
    }

    private static Use use(Held held, Profile nodes, long sign) {
        return new Use(
                held.tenant(),
                new Slice(
                        held.milliDevices().times(sign),
                        held.wholeNodes().plus(nodes).times(sign)));
    }
}
