package io.exaplan.engine.book;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.CityHours;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.Held;
import io.exaplan.engine.model.Occupancy;
import io.exaplan.engine.model.Occupancy.Charge;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Pools;
import io.exaplan.engine.model.Pools.Slice;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.model.RunFacts;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One partition with all that stands on it: what runs, what is planned, and what both leave free. */
final class Shelf {
    private final PartitionFacts partition;
    private final Occupancy occupancy;
    private final Map<Long, Planned> planned = new TreeMap<>();

    /** All there is of it, less what is reserved. */
    private final Room empty;

    /** What runs leave free. */
    private Room base;

    /** What runs and the plan leave free. */
    private Room free;

    /**
     * @param partition the partition
     * @param pools what is reserved of it
     */
    Shelf(PartitionFacts partition, Pools pools) {
        this.partition = partition;
        this.occupancy = new Occupancy(partition, pools);
        this.empty = Room.empty(partition, pools);
        this.base = empty;
        this.free = empty;
    }

    /** The same, to go on from on its own. */
    Shelf(Shelf other) {
        partition = other.partition;
        occupancy = new Occupancy(other.occupancy);
        planned.putAll(other.planned);
        empty = other.empty;
        base = other.base;
        free = other.free;
    }

    PartitionFacts partition() {
        return partition;
    }

    int id() {
        return partition.id();
    }

    /** As it were with nothing on it. */
    Room empty() {
        return empty;
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
        return occupancy.runs();
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
        take(occupancy.hold(run, hours));
    }

    void release(String runId) {
        take(occupancy.release(runId));
    }

    void cut(List<Cut> all) {
        List<Cut> own = all.stream().filter(cut -> cut.partition() == id()).toList();
        base = base.withCuts(own);
        free = free.withCuts(own);
    }

    /** What came free if some of its runs were not there. */
    Room freeWithout(Collection<Held> gone) {
        return free.minus(occupancy.withoutRuns(gone));
    }

    /**
     * The first second at which the plan takes more than runs leave. What runs alone take too much is not the plan's
     * fault, as long as it takes nothing then; nor is it that what is promised stands on what was reserved for others since.
     *
     * @param promised starts that do not give way to reservations
     */
    OptionalLong firstConflict(long fromSecond, Predicate<Planned> promised) {
        OptionalLong first = earlier(
                firstConflict(base.milliDevices(), free.milliDevices(), fromSecond),
                firstConflict(base.wholeNodes(), free.wholeNodes(), fromSecond));
        if (free.pools().isEmpty()) {
            return first;
        }
        Slice rest = baseWith(promised).common();
        Slice left = free.common();
        return earlier(
                first,
                earlier(
                        firstConflict(rest.milliDevices(), left.milliDevices(), fromSecond),
                        firstConflict(rest.wholeNodes(), left.wholeNodes(), fromSecond)));
    }

    private Room baseWith(Predicate<Planned> promised) {
        Room room = base;
        for (Planned plan : planned.values()) {
            room = promised.test(plan) ? room.minus(plan.footprint()) : room;
        }
        return room;
    }

    private static OptionalLong earlier(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return OptionalLong.of(Math.min(one.getAsLong(), other.getAsLong()));
    }

    private static OptionalLong firstConflict(Profile base, Profile free, long fromSecond) {
        return free.firstBelow(0, fromSecond).isEmpty()
                ? OptionalLong.empty()
                : free.minus(base.atMost(0)).firstBelow(0, fromSecond);
    }

    /** Forgets how much was free before a second. */
    void forgetBefore(long second) {
        base = base.since(second);
        free = free.since(second);
    }

    private void take(Charge charge) {
        base = base.minus(charge);
        free = planned.isEmpty() ? base : free.minus(charge);
    }
}
