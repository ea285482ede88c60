package io.exaplan.engine.placement.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.engine.placement.online.Decision.NoRoom;
import io.exaplan.engine.placement.online.Decision.Placed;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OnlinePlacerTest {

    private static final WorkerDemand WHOLE_NODE = worker(8, 1000);

    @Test
    void aShareGoesWhereItsPartnerAlreadyIs() {
        OnlinePlacer placer = placer(nodes(3), worker(1, 650), worker(1, 350), WHOLE_NODE);

        Placed first = (Placed) placer.place(worker(1, 650));
        Placed second = (Placed) placer.place(worker(1, 350));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void keepsNodesWholeForThoseThatNeedThem() {
        OnlinePlacer placer = placer(nodes(2), worker(1, 1000), WHOLE_NODE);

        for (int arrival = 0; arrival < 8; arrival++) {
            placer.place(worker(1, 1000));
        }

        assertThat(placer.place(WHOLE_NODE)).isInstanceOf(Placed.class);
    }

    @Test
    void sparesTheModelThatOthersCannotReplace() {
        NodeSupply common = new NodeSupply("common", 64_000, 65_536, 8, "G2");
        NodeSupply rare = new NodeSupply("rare", 64_000, 65_536, 8, "T4");
        WorkerDemand bound = new WorkerDemand(1_000, 1_024, 1, 1000, Set.of("T4"));
        OnlinePlacer placer = placer(List.of(rare, common), worker(1, 1000), bound, bound);

        Decision decision = placer.place(worker(1, 1000));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Placed.class, placed -> assertThat(placed.node()).isEqualTo(1));
    }

    @Test
    void aWorkerWithoutDevicesStandsOnANodeWithout() {
        NodeSupply bare = new NodeSupply("bare", 64_000, 65_536, 0, "");
        OnlinePlacer placer = placer(List.of(node("n0"), bare), worker(1, 1000));

        Decision decision = placer.place(new WorkerDemand(8_000, 1_024, 0, 0, Set.of()));

        assertThat(decision).isEqualTo(new Placed(1, 0));
    }

    @Test
    void memoryDecidesWhereAWorkerFits() {
        NodeSupply small = new NodeSupply("small", 64_000, 1_000, 8, "G2");
        NodeSupply large = new NodeSupply("large", 64_000, 100_000, 8, "G2");
        OnlinePlacer placer = placer(List.of(small, large), worker(1, 1000));

        Decision decision = placer.place(new WorkerDemand(1_000, 50_000, 1, 1000, Set.of()));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Placed.class, placed -> assertThat(placed.node()).isEqualTo(1));
        assertThat(placer.place(new WorkerDemand(1_000, 60_000, 1, 1000, Set.of())))
                .isEqualTo(new NoRoom());
    }

    @Test
    void whatIsReleasedCanBeTakenAgain() {
        OnlinePlacer placer = placer(nodes(1), WHOLE_NODE);
        Placed placed = (Placed) placer.place(WHOLE_NODE);
        assertThat(placer.place(WHOLE_NODE)).isEqualTo(new NoRoom());

        placer.release(WHOLE_NODE, placed);

        assertThat(placer.place(WHOLE_NODE)).isEqualTo(placed);
    }

    @Test
    void refusesToReleaseTwice() {
        OnlinePlacer placer = placer(nodes(1), WHOLE_NODE);
        Placed placed = (Placed) placer.place(WHOLE_NODE);
        placer.release(WHOLE_NODE, placed);

        assertThatThrownBy(() -> placer.release(WHOLE_NODE, placed)).hasMessageContaining("Release a worker once");
    }

    @Test
    void placesBestFitWhileItKnowsNothingOfTheFuture() {
        OnlinePlacer placer = placer(nodes(3));

        Placed first = (Placed) placer.place(worker(1, 400));
        Placed second = (Placed) placer.place(worker(1, 400));

        assertThat(second).isEqualTo(first);
    }

    private static OnlinePlacer placer(List<NodeSupply> nodes, WorkerDemand... expected) {
        return new OnlinePlacer(nodes, DemandMix.of(List.of(expected)), ValueSettings.standard());
    }

    private static List<NodeSupply> nodes(int count) {
        return Collections.nCopies(count, node("node"));
    }

    private static NodeSupply node(String name) {
        return new NodeSupply(name, 64_000, 65_536, 8, "G2");
    }

    private static WorkerDemand worker(int devices, int milli) {
        return new WorkerDemand(1_000 * devices, 1_024 * devices, devices, milli, Set.of());
    }
}
