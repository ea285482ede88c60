package io.exaplan.engine.book;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.CityHours;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.model.RunFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One partition with all that stands on it: what runs, what is planned, and what both leave free. */
final class Shelf {
    private final PartitionFacts partition;
    private final NodeHolds nodeHolds = new NodeHolds();
    private final Map<String, Held> runs = new TreeMap<>();
    private final Map<Long, Planned> planned = new TreeMap<>();
    private final List<Cut> cuts = new ArrayList<>();

    /** What runs leave free. */
    private Room base;

    /** What runs and the plan leave free. */
    private Room free;

    Shelf(PartitionFacts partition) {
        this.partition = partition;
        this.base = Room.empty(partition);
        this.free = base;
    }

    PartitionFacts partition() {
        return partition;
    }

    int id() {
        return partition.id();
    }

    Room free() {
        return free;
    }

    Room base() {
        return base;
    }

    Collection<Planned> planned() {
        return Collections.unmodifiableCollection(planned.values());
    }

    Collection<Held> runs() {
        return Collections.unmodifiableCollection(runs.values());
    }

    void place(Planned plan) {
        planned.put(plan.jobId(), plan);
        free = free.minus(plan.footprint());
    }

    void unplace(Planned plan) {
        planned.remove(plan.jobId());
        free = free.plus(plan.footprint());
    }

    void hold(RunFacts run, CityHours hours) {
        Held held = Held.of(run, partition, hours);
        runs.put(held.runId(), held);
        Profile nodes = nodeHolds.add(held.runId(), held.window(), held.nodes());
        use(held.milliDevices(), held.wholeNodes().plus(nodes));
    }

    void release(String runId) {
        Held held = runs.remove(runId);
        if (held != null) {
            Profile nodes = nodeHolds.remove(held.runId(), held.nodes());
            use(held.milliDevices().times(-1), held.wholeNodes().plus(nodes).times(-1));
        }
    }

    void cut(List<Cut> all) {
        cuts.clear();
        all.stream().filter(cut -> cut.partition() == id()).forEach(cuts::add);
        base = new Room(partition, base.milliDevices(), base.wholeNodes(), cuts);
        free = new Room(partition, free.milliDevices(), free.wholeNodes(), cuts);
    }

    /** What came free if some of its runs ended now. */
    Room freeWithout(List<Held> gone) {
        Set<String> ids = new HashSet<>();
        Set<String> nodes = new HashSet<>();
        Profile devices = free.milliDevices();
        Profile whole = free.wholeNodes();
        for (Held held : gone) {
            ids.add(held.runId());
            nodes.addAll(held.nodes());
            devices = devices.plus(held.milliDevices());
            whole = whole.plus(held.wholeNodes());
        }
        return new Room(partition, devices, whole.plus(nodeHolds.freedWithout(ids, nodes)), cuts);
    }

    /**
     * The first second at which the plan takes more than runs leave.
     *
     * @return null when it never does; what runs alone take too much is not its fault
     */
    @Nullable
    Long firstConflict(long fromSecond) {
        long devices = firstConflict(base.milliDevices(), free.milliDevices(), fromSecond);
        long nodes = firstConflict(base.wholeNodes(), free.wholeNodes(), fromSecond);
        long first = Math.min(devices, nodes);
        return first == Long.MAX_VALUE ? null : first;
    }

    private static long firstConflict(Profile base, Profile free, long fromSecond) {
        if (free.firstBelow(0, fromSecond).isEmpty()) {
            return Long.MAX_VALUE;
        }
        return free.minus(base.atMost(0)).firstBelow(0, fromSecond).orElse(Long.MAX_VALUE);
    }

    /** Forgets how much was free before a second. */
    void forgetBefore(long second) {
        base = since(base, second);
        free = since(free, second);
    }

    private Room since(Room room, long second) {
        return new Room(
                partition, room.milliDevices().since(second), room.wholeNodes().since(second), cuts);
    }

    private void use(Profile devices, Profile nodes) {
        base = new Room(
                partition, base.milliDevices().minus(devices), base.wholeNodes().minus(nodes), cuts);
        free = new Room(
                partition, free.milliDevices().minus(devices), free.wholeNodes().minus(nodes), cuts);
    }
}
