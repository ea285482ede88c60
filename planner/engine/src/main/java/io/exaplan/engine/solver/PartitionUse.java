package io.exaplan.engine.solver;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Room;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.variable.ShadowVariable;

/** How much of a partition the search uses; follows the jobs. */
@PlanningEntity
final class PartitionUse {
    /** Further shortage than this after the horizon is not told apart. */
    static final long BEYOND_HORIZON = 30 * 24 * 3600L;

    @PlanningId
    private final Integer id;

    private final Room base;
    private final long fromSecond;
    private final long untilSecond;

    @ShadowVariable(
            variableListenerClass = LoadListener.class,
            sourceEntityClass = JobPlan.class,
            sourceVariableName = "at")
    private Load load;

    /**
     * @param base what runs and frozen starts leave
     * @param fromSecond plan time of the problem
     * @param horizonSecond its horizon
     */
    PartitionUse(Room base, long fromSecond, long horizonSecond) {
        this(base, fromSecond, horizonSecond + BEYOND_HORIZON, Load.none(base));
    }

    private PartitionUse(Room base, long fromSecond, long untilSecond, Load load) {
        this.id = base.partition().id();
        this.base = base;
        this.fromSecond = fromSecond;
        this.untilSecond = untilSecond;
        this.load = load;
    }

    PartitionUse copy() {
        return new PartitionUse(base, fromSecond, untilSecond, load);
    }

    int id() {
        return id;
    }

    PartitionFacts partition() {
        return base.partition();
    }

    Room base() {
        return base;
    }

    Room free() {
        return load.free();
    }

    Load load() {
        return load;
    }

    void load(Load load) {
        this.load = load;
    }

    boolean lacksDevices() {
        return lacks(free().milliDevices());
    }

    boolean lacksNodes() {
        return lacks(free().wholeNodes());
    }

    /** Thousandths of devices times seconds that the plan takes beyond what runs leave. */
    long missingMilliDeviceSeconds() {
        return missing(base.milliDevices(), free().milliDevices());
    }

    /** Whole nodes times seconds that the plan takes beyond what runs leave. */
    long missingNodeSeconds() {
        return missing(base.wholeNodes(), free().wholeNodes());
    }

    /** Whether the plan stands, perhaps, on what is kept for others. */
    boolean standsOnReserved() {
        return !free().pools().isEmpty()
                && (lacks(free().common().milliDevices())
                        || lacks(free().common().wholeNodes()));
    }

    /** Thousandths of devices times seconds that the plan takes of what is kept for others; a node counts as its devices. */
    long takenOfReserved() {
        return missing(base.common().milliDevices(), free().common().milliDevices())
                + 1000L
                        * partition().devicesPerNode()
                        * missing(base.common().wholeNodes(), free().common().wholeNodes());
    }

    private boolean lacks(Profile free) {
        return !free.atLeast(0, fromSecond, untilSecond);
    }

    private long missing(Profile base, Profile free) {
        return base.atMost(0).minus(free.atMost(0)).integral(fromSecond, untilSecond);
    }

    @Override
    public String toString() {
        return partition().key() + ": " + load;
    }
}
