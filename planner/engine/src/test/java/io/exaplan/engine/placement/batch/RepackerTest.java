package io.exaplan.engine.placement.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.engine.placement.batch.Repacker.Repacked;
import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.Decision.NoRoom;
import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.DemandMix;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.OnlinePlacer;
import io.exaplan.engine.placement.online.ValueSettings;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.optaplanner.core.config.solver.EnvironmentMode;

class RepackerTest {

    private static final WorkerDemand DEVICE = new WorkerDemand(1_000, 1_024, 1, 1000, Set.of());

    @Test
    void oneMigrationFreesANodeForAGang() {
        List<NodeSupply> nodes = nodes(2);
        List<Decision> standing = List.of(new Placed(0, 0b0001), new Placed(1, 0b0011));
        List<WorkerDemand> demands = List.of(DEVICE, new WorkerDemand(1_000, 1_024, 2, 1000, Set.of()));

        Repacked repacked = Repacker.repack(nodes, demands, standing, 1, 50, 1);

        // before: 3 free on one node; after: a free node of 4 and a remainder of 1
        assertThat(repacked.migrations()).isEqualTo(1);
        assertThat(repacked.gangsBefore()).isEqualTo(Map.of("T4", 3L));
        assertThat(repacked.gangsAfter()).isEqualTo(Map.of("T4", 5L));
    }

    @Test
    void aWorkerWithoutASeatGetsTheRoomThatSharesLeave() {
        List<NodeSupply> nodes =
                List.of(new NodeSupply("n0", 64_000, 65_536, 1, "T4"), new NodeSupply("n1", 64_000, 65_536, 1, "T4"));
        WorkerDemand half = new WorkerDemand(1_000, 1_024, 1, 500, Set.of());
        List<Decision> standing = List.of(new Placed(0, 1), new Placed(1, 1), new NoRoom());

        Repacked repacked = Repacker.repack(nodes, List.of(half, half, DEVICE), standing, 1, 50, 1);

        assertThat(repacked.decisions()).doesNotContain(new NoRoom());
        assertThat(repacked.migrations()).isEqualTo(1);
    }

    @Property(tries = 40)
    void keepsTheBudgetSendsNobodyAwayAndShrinksNoGang(@ForAll long seed, @ForAll @IntRange(max = 12) int budget) {
        List<NodeSupply> nodes = nodes(8);
        List<WorkerDemand> demands = new ArrayList<>();
        List<Decision> standing = new ArrayList<>();
        fragmented(nodes, new Random(seed), demands, standing);

        Repacked repacked = Repacker.repack(nodes, demands, standing, budget, 60, seed);

        long moved = 0;
        for (int worker = 0; worker < demands.size(); worker++) {
            if (standing.get(worker) instanceof Placed home) {
                assertThat(repacked.decisions().get(worker)).isInstanceOf(Placed.class);
                moved += home.equals(repacked.decisions().get(worker)) ? 0 : 1;
            }
        }
        assertThat(moved).isEqualTo(repacked.migrations()).isLessThanOrEqualTo(budget);
        assertThat(repacked.gangsAfter())
                .allSatisfy((model, devices) -> assertThat(devices)
                        .isGreaterThanOrEqualTo(repacked.gangsBefore().get(model)));
        assertThat(occupancy(nodes, demands, repacked.decisions()).overCommitted())
                .isZero();
    }

    @Property(tries = 5)
    void keepsItsScoreUnderFullAssertionAndAnswersAlike(@ForAll long seed) {
        List<NodeSupply> nodes = nodes(6);
        List<WorkerDemand> demands = new ArrayList<>();
        List<Decision> standing = new ArrayList<>();
        fragmented(nodes, new Random(seed), demands, standing);
        BatchSearch asserting = new BatchSearch(RepackMoves.class, 20, seed, EnvironmentMode.FULL_ASSERT);

        Repacked once = Repacker.repack(nodes, demands, standing, 5, asserting);
        Repacked again = Repacker.repack(nodes, demands, standing, 5, asserting);

        assertThat(again).isEqualTo(once);
    }

    @Test
    void refusesABudgetBelowZeroAndMissingDecisions() {
        assertThatThrownBy(() -> Repacker.repack(nodes(1), List.of(DEVICE), List.of(new NoRoom()), -1, 1, 1))
                .hasMessageContaining("-1 of them may move");
        assertThatThrownBy(() -> Repacker.repack(nodes(1), List.of(DEVICE), List.of(), 1, 1, 1))
                .hasMessageContaining("1 workers have 0 decisions");
    }

    /** Workers placed one by one, of which every third has left. */
    private static void fragmented(
            List<NodeSupply> nodes, Random random, List<WorkerDemand> demands, List<Decision> standing) {
        OnlinePlacer online = new OnlinePlacer(nodes, DemandMix.of(List.of()), ValueSettings.standard());
        for (int worker = 0; worker < 60; worker++) {
            boolean shares = random.nextInt(3) > 0;
            int milli = shares ? 100 * (1 + random.nextInt(9)) : 1000;
            WorkerDemand demand = new WorkerDemand(
                    1_000 * random.nextInt(9), 1_024, shares ? 1 : 1 + random.nextInt(3), milli, Set.of());
            Decision decision = online.place(demand);
            if (decision instanceof NoRoom || random.nextInt(3) > 0) {
                demands.add(demand);
                standing.add(decision);
            }
        }
    }

    private static Occupancy occupancy(List<NodeSupply> nodes, List<WorkerDemand> demands, List<Decision> decisions) {
        List<BatchWorker> workers = new ArrayList<>();
        for (int worker = 0; worker < demands.size(); worker++) {
            workers.add(BatchWorker.arriving(
                    worker, demands.get(worker), decisions.get(worker) instanceof Placed placed ? placed : null));
        }
        return new Occupancy(nodes, workers);
    }

    private static List<NodeSupply> nodes(int count) {
        List<NodeSupply> nodes = new ArrayList<>();
        for (int node = 0; node < count; node++) {
            nodes.add(new NodeSupply("n" + node, 32_000, 65_536, 4, "T4"));
        }
        return nodes;
    }
}
