package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.DemandMix;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.OnlinePlacer;
import io.exaplan.engine.placement.online.ValueSettings;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.List;
import java.util.Locale;

/** The policies by name. */
public enum PolicyName {
    EXAPLAN,
    FGD,
    BESTFIT,
    DOTPROD,
    RANDOM;

    /** Where the frequencies of classes come from; of the comparators only FGD uses them, and always the list's. */
    public enum Learning {
        LIST,
        ARRIVALS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param pods the list before inflation
     * @param seed of ties and random choices
     */
    public PlacementPolicy over(List<NodeSupply> nodes, List<WorkerDemand> pods, Learning learning, long seed) {
        return switch (this) {
            case EXAPLAN ->
                switch (learning) {
                    case LIST -> new OnlinePlacer(nodes, DemandMix.of(pods), ValueSettings.standard())::place;
                    case ARRIVALS -> new LearningPolicy(nodes, ValueSettings.standard());
                };
            case FGD -> new ScoredPolicy(nodes, new FragmentationScoring(pods), seed);
            case BESTFIT -> new ScoredPolicy(nodes, new BestFitScoring(nodes), seed);
            case DOTPROD -> new ScoredPolicy(nodes, new DotProductScoring(nodes), seed);
            case RANDOM -> new RandomPolicy(nodes, seed);
        };
    }
}
