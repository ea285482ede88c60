package io.exaplan.engine.solver;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.FactWeights;
import io.exaplan.engine.model.QuotaUse;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.variable.PiggybackShadowVariable;

/** How much of a group's quota and budgets the search uses, and how far it attains targets; follows the jobs. */
@PlanningEntity
final class QuotaLedger {
    private static final long MFLOPS_PER_TFLOPS = 1_000_000;
    private static final long GFLOPS_PER_TFLOPS = 1_000;

    @PlanningId
    private final Integer id;

    private final QuotaUse base;
    private final FactWeights weights;
    private final long fromSecond;
    private final long untilSecond;

    @PiggybackShadowVariable(shadowEntityClass = PartitionUse.class, shadowVariableName = "load")
    private QuotaUse use;

    /**
     * @param base what runs and frozen starts use
     * @param weights what targets weigh
     * @param fromSecond plan time of the problem
     * @param horizonSecond its horizon
     */
    QuotaLedger(QuotaUse base, FactWeights weights, long fromSecond, long horizonSecond) {
        this(base, weights, fromSecond, horizonSecond + PartitionUse.BEYOND_HORIZON, base);
    }

    private QuotaLedger(QuotaUse base, FactWeights weights, long fromSecond, long untilSecond, QuotaUse use) {
        this.id = base.group().id();
        this.base = base;
        this.weights = weights;
        this.fromSecond = fromSecond;
        this.untilSecond = untilSecond;
        this.use = use;
    }

    QuotaLedger copy() {
        return new QuotaLedger(base, weights, fromSecond, untilSecond, use);
    }

    /** The same account for a part of the plan, where what others use is base load. */
    QuotaLedger beside(QuotaUse others) {
        return new QuotaLedger(others, weights, fromSecond, untilSecond, use);
    }

    int id() {
        return id;
    }

    QuotaUse base() {
        return base;
    }

    QuotaUse use() {
        return use;
    }

    void use(QuotaUse use) {
        this.use = use;
    }

    boolean exceeded() {
        return use.excess().max(fromSecond, untilSecond) > 0;
    }

    /** TFLOPS times seconds that the plan uses beyond what is allowed and runs take anyway. */
    long excessTflopsSeconds() {
        Profile more = use.excess().minus(base.excess());
        return more.inUnitsOf(MFLOPS_PER_TFLOPS).integral(fromSecond, untilSecond);
    }

    /** What targets cost that are not attained. */
    long shortfallCost() {
        return use.shortfallCost(weights);
    }

    boolean overdrawn() {
        return overdrawnTflopsSeconds() > 0;
    }

    /** TFLOPS times seconds of work planned beyond what budgets pay for and runs overdraw anyway. */
    long overdrawnTflopsSeconds() {
        return Math.ceilDiv(Math.max(0, use.overdrawn() - base.overdrawn()), GFLOPS_PER_TFLOPS);
    }

    @Override
    public String toString() {
        return use.toString();
    }
}
