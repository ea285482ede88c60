package io.exaplan.engine.solver;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.EfficiencyWeights;
import io.exaplan.engine.model.LargestGangs;
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
    private final EfficiencyWeights weights;
    private final long fromSecond;
    private final long untilSecond;
    private final boolean background;

    @ShadowVariable(
            variableListenerClass = LoadListener.class,
            sourceEntityClass = JobPlan.class,
            sourceVariableName = "at")
    private Load load;

    /**
     * @param base what runs and frozen starts leave
     * @param weights what the largest gangs are worth
     * @param fromSecond plan time of the problem
     * @param horizonSecond its horizon
     */
    PartitionUse(Room base, EfficiencyWeights weights, long fromSecond, long horizonSecond) {
        this(base, weights, fromSecond, horizonSecond + BEYOND_HORIZON, Load.none(base), false);
    }

    private PartitionUse(
            Room base, EfficiencyWeights weights, long fromSecond, long untilSecond, Load load, boolean background) {
        this.background = background;
        this.id = base.partition().id();
        this.base = base;
        this.weights = weights;
        this.fromSecond = fromSecond;
        this.untilSecond = untilSecond;
        this.load = load;
    }

    PartitionUse copy() {
        return new PartitionUse(base, weights, fromSecond, untilSecond, load, background);
    }

    /** As base load that no job of a part of the plan stands on. */
    PartitionUse asBackground() {
        return new PartitionUse(free(), weights, fromSecond, untilSecond, Load.none(free()), true);
    }

    boolean isBackground() {
        return background;
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

    String model() {
        return partition().acceleratorModel();
    }

    /** What the largest gang that could start here is worth. */
    long gangWorth() {
        return weights.gangWorth(LargestGangs.startable(free(), fromSecond));
    }

    /** The same if the plan was empty. */
    long gangWorthWithoutPlan() {
        return weights.gangWorth(LargestGangs.startable(base, fromSecond));
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
