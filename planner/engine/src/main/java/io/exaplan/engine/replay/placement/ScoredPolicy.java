package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Rates every node that fits and takes the best. Equal points go to the smallest name in a list of randomly prefixed names,
 * which is to say to the first node of a fixed random order: so the published tables came about.
 */
final class ScoredPolicy implements PlacementPolicy {

    private static final int DOES_NOT_FIT = Integer.MIN_VALUE;

    private final Scoring scoring;
    private final List<Rated> order = new ArrayList<>();

    private record Rated(int place, ReplayNode node, Map<WorkerDemand, Integer> points) {}

    ScoredPolicy(List<NodeSupply> nodes, Scoring scoring, long seed) {
        this.scoring = scoring;
        for (int place = 0; place < nodes.size(); place++) {
            order.add(new Rated(place, new ReplayNode(nodes.get(place)), new HashMap<>()));
        }
        Collections.shuffle(order, new Random(seed));
    }

    @Override
    public Decision place(WorkerDemand demand) {
        int most = DOES_NOT_FIT;
        int best = -1;
        for (int place = 0; place < order.size(); place++) {
            Rated rated = order.get(place);
            int points = rated.points().computeIfAbsent(demand, asked -> points(rated.node(), asked));
            if (points > most) {
                most = points;
                best = place;
            }
        }
        if (best < 0) {
            return new Decision.NoRoom();
        }
        Rated chosen = order.get(best);
        long devices = scoring.devices(chosen.node(), demand);
        chosen.node().take(demand, devices);
        chosen.points().clear();
        return new Decision.Placed(chosen.place(), devices);
    }

    private int points(ReplayNode node, WorkerDemand demand) {
        return node.fits(demand) ? scoring.points(node, demand) : DOES_NOT_FIT;
    }
}
