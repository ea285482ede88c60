package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.NodeSupply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

/** Who sits where, as the search sees it. */
@PlanningSolution(solutionCloner = BatchPlanCloner.class)
final class BatchPlan {

    static final String NO_VALUES = "none";

    private final List<NodeSupply> nodes;
    private final RepackRules rules;

    @PlanningEntityCollectionProperty
    private final List<BatchWorker> workers;

    /** What the nodes have left. Only the plan being searched keeps it; the score calculator sets it up. */
    private @Nullable Occupancy occupancy;

    @PlanningScore
    private @Nullable HardMediumSoftLongScore score;

    BatchPlan(List<NodeSupply> nodes, List<BatchWorker> workers, RepackRules rules) {
        this.nodes = nodes;
        this.rules = rules;
        this.workers = workers;
    }

    BatchPlan copy() {
        BatchPlan copy =
                new BatchPlan(nodes, workers.stream().map(BatchWorker::copy).toList(), rules);
        copy.score = score;
        return copy;
    }

    @ValueRangeProvider(id = NO_VALUES)
    List<Placed> noValues() {
        return List.of();
    }

    RepackRules rules() {
        return rules;
    }

    List<NodeSupply> nodes() {
        return nodes;
    }

    List<BatchWorker> workers() {
        return workers;
    }

    /** Reads off the seats what the nodes have left. */
    Occupancy occupy() {
        Occupancy fresh = new Occupancy(nodes, workers);
        occupancy = fresh;
        return fresh;
    }

    Occupancy occupancy() {
        if (occupancy == null) {
            throw new IllegalStateException("This plan is not the one being searched.");
        }
        return occupancy;
    }
}
