package io.exaplan.engine.placement.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.NodePlacer;
import io.exaplan.engine.placement.NodeState;
import io.exaplan.engine.placement.PlacementRequest;
import io.exaplan.engine.placement.online.DemandMix;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.optaplanner.core.config.solver.EnvironmentMode;

class StartOrderTest {
    private static final List<Integer> AS_THEY_CAME = List.of(0, 1, 2, 3, 4, 5);

    @Test
    void whoFindsRoomMakesNoWay() {
        NodePlacer placer = placer(node("a", "r1", 8), node("b", "r2", 8), node("c", "r2", 8));
        PlacementRequest anywhere = gang(8, Fabric.any());
        PlacementRequest inARack = gang(16, new Fabric(Domain.RACK, true));
        List<PlacementRequest> requests = List.of(anywhere, anywhere, inARack);

        // three nodes for four nodes' worth: as they came, the two take two nodes and no rack is left
        assertThat(placer.placeable(requests).cardinality()).isEqualTo(2);
        assertThat(StartOrder.of(placer, requests, 1)).containsExactly(0, 1, 2);
    }

    @Test
    void allFindRoomInAnotherOrder() {
        NodePlacer placer = placer(node("a", "r1", 8), node("b", "r1", 8), node("c", "r2", 8));
        List<PlacementRequest> requests = new ArrayList<>();
        requests.add(gang(8, Fabric.any()));
        requests.add(gang(16, new Fabric(Domain.RACK, true)));

        assertThat(placer.placeable(requests).cardinality()).isEqualTo(1);

        List<Integer> order = StartOrder.of(placer, requests, 1);

        assertThat(order).containsExactly(1, 0);
        assertThat(placer.placeable(inOrder(requests, order)).cardinality()).isEqualTo(2);
    }

    @Test
    void asTheyCameWhereAllFindRoom() {
        NodePlacer placer = placer(node("a", "r1", 8), node("b", "r1", 8));

        assertThat(StartOrder.of(placer, List.of(gang(8, Fabric.any()), gang(8, Fabric.any())), 1))
                .containsExactly(0, 1);
    }

    /** Whatever starts at once: each once, nobody loses room it had, more devices are placed or the order stays. */
    @Property(tries = 60)
    void nobodyLosesByAnotherOrder(@ForAll long seed) {
        Random random = new Random(seed);
        NodePlacer placer = partlyTaken(random);
        List<PlacementRequest> requests = sixGangs(random);
        BitSet before = placer.placeable(requests);

        List<Integer> order = StartOrder.of(placer, requests, seed, EnvironmentMode.FULL_ASSERT);

        assertThat(order).containsExactlyInAnyOrderElementsOf(AS_THEY_CAME);
        assertThat(StartOrder.of(placer, requests, seed)).isEqualTo(order);
        BitSet inOrder = placer.placeable(inOrder(requests, order));
        BitSet after = new BitSet();
        inOrder.stream().map(order::get).forEach(after::set);
        BitSet lost = (BitSet) before.clone();
        lost.andNot(after);
        assertThat(lost.isEmpty()).isTrue();
        assertThat(devices(requests, after)).isGreaterThanOrEqualTo(devices(requests, before));
    }

    @Test
    void someOfTheseFindMoreRoomInAnotherOrder() {
        int others = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            NodePlacer placer = partlyTaken(random);
            others += StartOrder.of(placer, sixGangs(random), seed).equals(AS_THEY_CAME) ? 0 : 1;
        }
        assertThat(others).isPositive();
    }

    private static NodePlacer partlyTaken(Random random) {
        return placer(IntStream.range(0, 8)
                .mapToObj(node -> node("n" + node, "r" + node / 2, random.nextInt(9)))
                .toArray(NodeState[]::new));
    }

    private static List<PlacementRequest> sixGangs(Random random) {
        return AS_THEY_CAME.stream()
                .map(request -> gang(
                        1 + random.nextInt(20),
                        new Fabric(List.of(Domain.values()).get(random.nextInt(4)), random.nextBoolean())))
                .toList();
    }

    private static long devices(List<PlacementRequest> requests, BitSet placed) {
        return placed.stream()
                .mapToLong(request -> requests.get(request).workers())
                .sum();
    }

    private static List<PlacementRequest> inOrder(List<PlacementRequest> requests, List<Integer> order) {
        return order.stream().map(requests::get).toList();
    }

    private static PlacementRequest gang(int devices, Fabric fabric) {
        return new PlacementRequest(new WorkerShape(1000, 1_000, 1_000), devices, 1, fabric);
    }

    private static NodePlacer placer(NodeState... nodes) {
        return new NodePlacer(List.of(nodes), DemandMix.of(List.of()));
    }

    private static NodeState node(String name, String rack, int free) {
        return new NodeState(
                name,
                "block",
                rack,
                IntStream.range(0, 8)
                        .mapToObj(device -> device < free ? 1000 : 0)
                        .toList(),
                64_000,
                64_000);
    }
}
