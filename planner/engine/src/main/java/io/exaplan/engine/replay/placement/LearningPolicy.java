package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.DemandMix;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.OnlinePlacer;
import io.exaplan.engine.placement.online.ValueSettings;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.List;

/** Our placer when it knows nothing but what has arrived: it learns the mix anew each time that has grown by a half. */
final class LearningPolicy implements PlacementPolicy {

    private static final int FIRST = 32;

    private final OnlinePlacer placer;
    private final DemandMix mix = DemandMix.of(List.of());
    private int arrived;
    private int next = FIRST;

    LearningPolicy(List<NodeSupply> nodes, ValueSettings settings) {
        placer = new OnlinePlacer(nodes, mix, settings);
    }

    @Override
    public Decision place(WorkerDemand demand) {
        mix.count(demand);
        if (++arrived == next) {
            next += next / 2;
            placer.learn(mix);
        }
        return placer.place(demand);
    }
}
