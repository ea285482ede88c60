package io.exaplan.engine.placement.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.NodeAssignment;
import io.exaplan.engine.placement.NodePlacer;
import io.exaplan.engine.placement.NodeState;
import io.exaplan.engine.placement.PlacementRequest;
import io.exaplan.engine.placement.batch.RoomByMoving.Movable;
import io.exaplan.engine.placement.batch.RoomByMoving.Room;
import io.exaplan.engine.placement.online.DemandMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RoomByMovingTest {
    private static final WorkerShape DEVICE = new WorkerShape(1000, 1_000, 1_000);

    private final List<NodeState> nodes = new ArrayList<>();
    private final List<Movable> movable = new ArrayList<>();

    @Test
    void theFewestRunsMoveThatGiveAGangItsNodes() {
        node("a", "r1", 3);
        node("b", "r1", 1);
        node("c", "r1", 1);

        // 3 + 7 + 7 devices free; one of the two nodes with one run each is emptied
        assertThat(find(gang(8, Fabric.any()), 3)).get().satisfies(room -> {
            assertThat(room.runs()).hasSize(1).isSubsetOf("b0", "c0");
            assertThat(room.nodes()).hasSize(1);
        });
    }

    @Test
    void aGangOfOneRackGetsRoomWithinARack() {
        node("a", "r1", 1);
        node("b", "r2", 2);
        node("c", "r2", 2);
        node("d", "r3", 4);

        assertThat(find(gang(16, new Fabric(Domain.RACK, true)), 8))
                .contains(new Room(Set.of("b0", "b1", "c0", "c1"), Set.of("b", "c")));
    }

    @Test
    void aRackIsAWishWhereItIsNotRequired() {
        node("a", "r1", 1);
        node("b", "r2", 1);
        node("c", "r3", 0, 4, true);

        assertThat(find(gang(16, new Fabric(Domain.RACK, true)), 8)).isEmpty();
        assertThat(find(gang(16, new Fabric(Domain.RACK, false)), 8))
                .contains(new Room(Set.of("a0", "b0"), Set.of("a", "b")));
    }

    @Test
    void theBudgetIsKept() {
        node("a", "r1", 2);
        node("b", "r1", 2);

        assertThat(find(gang(8, Fabric.any()), 1)).isEmpty();
        assertThat(find(gang(8, Fabric.any()), 2)).isPresent();
    }

    @Test
    void nobodyMovesWhereTheOthersFindNoRoom() {
        node("a", "r1", 5);
        node("b", "r1", 4);

        assertThat(find(gang(8, Fabric.any()), 8)).isEmpty();
    }

    @Test
    void whoMayNotMoveStays() {
        node("a", "r1", 1, 1, true);
        node("b", "r1", 2);

        assertThat(find(gang(8, Fabric.any()), 8)).contains(new Room(Set.of("b0", "b1"), Set.of("b")));
    }

    @Test
    void whatRemainsOfAGangBeyondItsWholeNodesStandsBesideOthers() {
        node("a", "r1", 1);
        node("b", "r1", 3);

        // 12 devices: the whole of a, four of b, which has five free, and one more for who moves there
        assertThat(find(gang(12, Fabric.any()), 4)).contains(new Room(Set.of("a0"), Set.of("a")));
    }

    /** However the partition is filled: the gang stands and everybody who moved does, at once and within the budget. */
    @Property(tries = 30)
    void whatIsFoundIsTrue(@ForAll long seed) {
        Random random = new Random(seed);
        nodes.clear();
        movable.clear();
        for (int node = 0; node < 12; node++) {
            boolean fixed = random.nextInt(4) == 0;
            node("n" + node, "r" + node / 4, random.nextInt(6), fixed ? 1 + random.nextInt(2) : 0, fixed);
        }
        Fabric fabric =
                new Fabric(List.of(Domain.RACK, Domain.BLOCK, Domain.ANY).get(random.nextInt(3)), random.nextBoolean());
        PlacementRequest gang = gang(8 * (1 + random.nextInt(4)), fabric);
        int budget = 1 + random.nextInt(8);

        Optional<Room> room = find(gang, budget);

        assertThat(find(gang, budget)).isEqualTo(room);
        room.ifPresent(found -> {
            assertThat(found.runs()).hasSizeBetween(1, budget);
            assertThat(movable.stream().filter(run -> found.runs().contains(run.run())))
                    .allSatisfy(run -> assertThat(found.nodes()).contains(run.node()));
            assertThat(new NodePlacer(emptied(found), DemandMix.of(List.of())).place(gang))
                    .isInstanceOf(NodeAssignment.Placed.class);
        });
    }

    /** The nodes, without those that moved. */
    private List<NodeState> emptied(Room room) {
        return nodes.stream()
                .map(node -> {
                    int[] free = node.freeMilli().stream()
                            .mapToInt(Integer::intValue)
                            .toArray();
                    long runs = 0;
                    for (Movable run : movable) {
                        if (room.runs().contains(run.run()) && run.node().equals(node.name())) {
                            run.devices().forEach(device -> free[device] = 1000);
                            runs++;
                        }
                    }
                    return node.with(free, node.freeCpuMilli() + runs * 1_000, node.freeMemoryMib() + runs * 1_000);
                })
                .toList();
    }

    private Optional<Room> find(PlacementRequest gang, int budget) {
        return new RoomByMoving(nodes, movable, budget, 1).find(gang);
    }

    private static PlacementRequest gang(int devices, Fabric fabric) {
        return new PlacementRequest(DEVICE, devices, 1, fabric);
    }

    private void node(String name, String rack, int runs) {
        node(name, rack, runs, 0, false);
    }

    /** A node of eight devices with runs of one device each that may move, and devices that others hold. */
    private void node(String name, String rack, int runs, int held, boolean fixed) {
        int taken = fixed ? runs + held : runs;
        nodes.add(new NodeState(
                name,
                "block",
                rack,
                IntStream.range(0, 8)
                        .mapToObj(device -> device < taken ? 0 : 1000)
                        .toList(),
                64_000 - 1_000L * taken,
                64_000 - 1_000L * taken));
        for (int run = 0; run < runs; run++) {
            movable.add(new Movable(name + run, name, List.of(run), DEVICE, 1));
        }
    }
}
