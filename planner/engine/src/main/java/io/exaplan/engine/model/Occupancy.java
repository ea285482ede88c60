package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
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
    private final NodeHolds nodeHolds = new NodeHolds();
    private final Map<String, Held> runs = new TreeMap<>();

    public Occupancy(PartitionFacts partition) {
        this.partition = partition;
    }

    /**
     * What came to be held, or with negative numbers given back.
     *
     * @param milliDevices thousandths of devices
     * @param wholeNodes wholly free nodes
     */
    public record Charge(Profile milliDevices, Profile wholeNodes) {}

    /** The rooms that the runs of a problem leave, by partition id in its order. Cuts are noted, nothing is planned. */
    public static Map<Integer, Room> roomsOf(PlanningProblem problem) {
        CityHours hours = CityHours.of(problem);
        Map<Integer, Room> rooms = new TreeMap<>();
        Map<Integer, Occupancy> occupancies = new TreeMap<>();
        for (PartitionFacts partition : problem.partitions()) {
            List<Cut> cuts = problem.cuts().stream()
                    .filter(cut -> cut.partition() == partition.id())
                    .toList();
            rooms.put(partition.id(), Room.empty(partition).withCuts(cuts));
            occupancies.put(partition.id(), new Occupancy(partition));
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
        return new Charge(held.milliDevices(), held.wholeNodes().plus(nodes));
    }

    /** Lets a run go; returns what it gives back, as negative numbers. */
    public Charge release(String runId) {
        Held held = runs.remove(runId);
        if (held == null) {
            return new Charge(Profile.ZERO, Profile.ZERO);
        }
        Profile nodes = nodeHolds.remove(held.runId(), held.nodes());
        return new Charge(
                held.milliDevices().times(-1), held.wholeNodes().plus(nodes).times(-1));
    }

    /** What would be given back, as negative numbers, if some of its runs were not there. */
    public Charge withoutRuns(Collection<Held> gone) {
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
        whole = whole.plus(nodeHolds.freedWithout(ids, nodes));
        return new Charge(devices.times(-1), whole.times(-1));
    }
}
