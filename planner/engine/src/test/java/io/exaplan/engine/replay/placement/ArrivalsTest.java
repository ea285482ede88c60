package io.exaplan.engine.replay.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final WorkerDemand SHARE = new WorkerDemand(1_000, 1_024, 1, 400, Set.of());
    private static final WorkerDemand PAIR = new WorkerDemand(2_000, 2_048, 2, 1000, Set.of());
    private static final List<WorkerDemand> PODS = List.of(SHARE, PAIR);

    @Test
    void samplesUntilTheMultipleIsAskedFor() {
        List<WorkerDemand> arrivals = Arrivals.of(PODS, 1, 10_000, 1.3, 42);

        assertThat(milli(arrivals)).isBetween(13_000L, 13_000L + PAIR.milli());
        assertThat(arrivals.subList(0, 2)).containsExactlyInAnyOrderElementsOf(PODS);
    }

    @Test
    void dropsPodsWhereTheListAsksForMore() {
        List<WorkerDemand> arrivals = Arrivals.of(PODS, 10, 10_000, 1.3, 42);

        // 10 x 2,400 asked for, 13,000 wanted: the last to go may leave less, one sample more
        assertThat(milli(arrivals)).isBetween(13_000L, 13_000L + PAIR.milli());
    }

    @Test
    void theSameSeedGivesTheSameArrivals() {
        assertThat(Arrivals.of(PODS, 5, 20_000, 1.3, 42)).isEqualTo(Arrivals.of(PODS, 5, 20_000, 1.3, 42));
        assertThat(Arrivals.of(PODS, 5, 20_000, 1.3, 42)).isNotEqualTo(Arrivals.of(PODS, 5, 20_000, 1.3, 43));
    }

    @Test
    void aListThatAsksForNoDevicesArrivesOnce() {
        WorkerDemand onCpu = new WorkerDemand(1_000, 1_024, 0, 0, Set.of());

        assertThat(Arrivals.of(List.of(onCpu), 1, 10_000, 1.3, 42)).containsExactly(onCpu);
    }

    @Test
    void copiesOfNodesHaveNamesOfTheirOwn() {
        List<NodeSupply> copies = Arrivals.copies(List.of(new NodeSupply("n", 1, 1, 2, "G2")), 3);

        assertThat(copies).extracting(NodeSupply::name).doesNotHaveDuplicates();
        assertThat(Arrivals.capacityMilli(copies)).isEqualTo(6_000); // 3 x 2 devices
    }

    private static long milli(List<WorkerDemand> arrivals) {
        return arrivals.stream().mapToLong(WorkerDemand::milli).sum();
    }
}
