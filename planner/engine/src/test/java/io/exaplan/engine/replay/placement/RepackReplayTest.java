package io.exaplan.engine.replay.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.placement.online.DemandMix;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.OnlinePlacer;
import io.exaplan.engine.placement.online.ValueSettings;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepackReplayTest {

    private static final List<WorkerDemand> ARRIVALS =
            Collections.nCopies(40, new WorkerDemand(1_000, 1_024, 1, 1000, Set.of()));

    @Test
    void repacksWhatStayedWithinTheBudget() {
        RepackReplay.Result result = run(10);

        // 40 devices, all taken; about half of the workers stayed, a tenth of those may move
        assertThat(result.standing()).hasSizeBetween(10, 30);
        assertThat(result.budget()).isEqualTo(result.standing().size() / 10);
        assertThat(result.repacked().migrations()).isBetween(1, result.budget());
        assertThat(result.repacked().gangsAfter().get("T4"))
                .isGreaterThan(result.repacked().gangsBefore().get("T4"));
    }

    @Test
    void aLargerBudgetIsWorthMore() {
        assertThat(run(100).repacked().gangsAfter().get("T4"))
                .isGreaterThan(run(10).repacked().gangsAfter().get("T4"));
    }

    private static RepackReplay.Result run(double migrationPercent) {
        List<NodeSupply> nodes = new ArrayList<>();
        for (int node = 0; node < 10; node++) {
            nodes.add(new NodeSupply("n" + node, 32_000, 65_536, 4, "T4"));
        }
        OnlinePlacer placer = new OnlinePlacer(nodes, DemandMix.of(ARRIVALS), ValueSettings.standard());
        return RepackReplay.run(nodes, ARRIVALS, placer::place, 50, migrationPercent, 1);
    }
}
