package io.exaplan.engine.placement.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.Decision.NoRoom;
import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.DemandMix;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.OnlinePlacer;
import io.exaplan.engine.placement.online.ValueSettings;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.optaplanner.core.config.solver.EnvironmentMode;

class BatchPlacerTest {

    private static final List<NodeSupply> ONE_DEVICE = List.of(new NodeSupply("n", 8_000, 8_192, 1, "G2"));

    @ParameterizedTest
    @ValueSource(ints = {0, 500})
    void leavesOutWhatWastesMost(int steps) {
        List<WorkerDemand> demands = List.of(share(810), share(500), share(500));

        List<Decision> decisions = BatchPlacer.place(ONE_DEVICE, demands, steps, 1);

        assertThat(decisions).containsExactly(new NoRoom(), new Placed(0, 1), new Placed(0, 1));
    }

    @Test
    void searchMendsWhatConstructionCannotSee() {
        List<NodeSupply> nodes = List.of(
                new NodeSupply("little", 4_000, 8_192, 1, "G2"), new NodeSupply("much", 16_000, 8_192, 1, "G2"));
        List<WorkerDemand> demands = new ArrayList<>(Collections.nCopies(2, cpu(1_000, 1_000)));
        demands.add(cpu(12_000, 1_000));

        List<Decision> decisions = BatchPlacer.place(nodes, demands, 2_000, 1);

        assertThat(decisions).filteredOn(Placed.class::isInstance).hasSize(2); // two devices
    }

    @Test
    void searchNeverSeatsLess() {
        List<NodeSupply> nodes = nodes();
        List<WorkerDemand> demands = demands(7);

        long constructed = seated(demands, BatchPlacer.place(nodes, demands, 0, 1));
        long searched = seated(demands, BatchPlacer.place(nodes, demands, 3_000, 1));

        assertThat(searched).isGreaterThanOrEqualTo(constructed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void seatsAtLeastWhatTheOnlineRuleDoes(long seed) {
        List<WorkerDemand> demands = demands(seed);
        OnlinePlacer online = new OnlinePlacer(nodes(), DemandMix.of(demands), ValueSettings.standard());
        List<Decision> oneByOne = demands.stream().map(online::place).toList();

        assertThat(seated(demands, BatchPlacer.place(nodes(), demands, 0, 1)))
                .isGreaterThanOrEqualTo(seated(demands, oneByOne));
        assertThat(seated(demands, BatchPlacer.place(nodes(), demands, 500, 1)))
                .isGreaterThanOrEqualTo(seated(demands, oneByOne));
    }

    @Test
    void theSameSeedGivesTheSameSeats() {
        assertThat(BatchPlacer.place(nodes(), demands(7), 1_000, 1))
                .isEqualTo(BatchPlacer.place(nodes(), demands(7), 1_000, 1));
    }

    @Test
    void keepsEveryLimitAndItsScoreUnderFullAssertion() {
        List<NodeSupply> nodes = nodes();
        List<WorkerDemand> demands = demands(11);

        List<Decision> decisions = BatchPlacer.place(nodes, demands, 300, 1, EnvironmentMode.FULL_ASSERT);

        List<BatchWorker> workers = new ArrayList<>();
        for (int worker = 0; worker < demands.size(); worker++) {
            workers.add(BatchWorker.arriving(
                    worker, demands.get(worker), decisions.get(worker) instanceof Placed placed ? placed : null));
        }
        assertThat(new Occupancy(nodes, workers).overCommitted()).isZero();
        assertThat(workers)
                .allSatisfy(worker -> assertThat(isAllowed(nodes, worker)).isTrue());
    }

    private static boolean isAllowed(List<NodeSupply> nodes, BatchWorker worker) {
        Placed seat = worker.seat();
        Set<String> models = worker.demand().models();
        return seat == null
                || (Long.bitCount(seat.devices()) == worker.demand().devices()
                        && (models.isEmpty()
                                || models.contains(nodes.get(seat.node()).model())));
    }

    private static List<NodeSupply> nodes() {
        List<NodeSupply> nodes = new ArrayList<>();
        for (int node = 0; node < 8; node++) {
            nodes.add(new NodeSupply("n" + node, 24_000, 65_536, 4, node < 5 ? "G2" : "T4"));
        }
        return nodes;
    }

    private static List<WorkerDemand> demands(long seed) {
        Random random = new Random(seed);
        List<WorkerDemand> demands = new ArrayList<>();
        for (int worker = 0; worker < 80; worker++) {
            int kind = random.nextInt(10);
            int devices = kind == 0 ? 0 : kind == 1 ? 2 : 1;
            int milli = kind == 0 ? 0 : kind < 5 ? 1000 : 100 * (1 + random.nextInt(9));
            Set<String> models = kind == 4 ? Set.of("T4") : Set.of();
            demands.add(new WorkerDemand(1_000 * random.nextInt(9), 1_024, devices, milli, models));
        }
        return demands;
    }

    private static long seated(List<WorkerDemand> demands, List<Decision> decisions) {
        long milli = 0;
        for (int worker = 0; worker < demands.size(); worker++) {
            milli += decisions.get(worker) instanceof Placed
                    ? demands.get(worker).milli()
                    : 0;
        }
        return milli;
    }

    private static WorkerDemand share(int milli) {
        return new WorkerDemand(1_000, 1_024, 1, milli, Set.of());
    }

    private static WorkerDemand cpu(int cpuMilli, int milli) {
        return new WorkerDemand(cpuMilli, 1_024, 1, milli, Set.of());
    }
}
