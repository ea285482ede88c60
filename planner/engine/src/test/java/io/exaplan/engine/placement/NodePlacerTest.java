package io.exaplan.engine.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.NodeAssignment.NoRoom;
import io.exaplan.engine.placement.NodeAssignment.Placed;
import io.exaplan.engine.placement.NodeAssignment.WorkerSlot;
import io.exaplan.engine.placement.online.DemandMix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodePlacerTest {
    private static final List<Integer> FREE = Collections.nCopies(8, 1000);

    @Test
    void aWorkerGoesWhereLeastIsLeftOver() {
        List<NodeState> nodes = List.of(node("n1", FREE), node("n2", devices(3)), node("n3", devices(5)));

        assertThat(place(nodes, workers(1, 2_000))).containsExactly(new WorkerSlot(0, 0, "n2", List.of(0, 1), 1000));
    }

    @Test
    void aShareOfADeviceGoesToTheFullestThatSuffices() {
        List<NodeState> nodes = List.of(node("n1", List.of(1000, 400, 700)), node("n2", List.of(600, 300)));

        assertThat(place(nodes, workers(1, 500))).containsExactly(new WorkerSlot(0, 0, "n2", List.of(0), 500));
        assertThat(place(nodes, workers(1, 350))).containsExactly(new WorkerSlot(0, 0, "n1", List.of(1), 350));
    }

    @Test
    void aGangThatOneNodeTakesStandsTogether() {
        List<NodeState> nodes = List.of(node("n1", devices(3)), node("n2", devices(4)), node("n3", FREE));

        assertThat(place(nodes, workers(4, 1_000))).extracting(WorkerSlot::node).containsOnly("n2");
    }

    @Test
    void aLargerGangStandsOnWholeNodesAndItsRemainderOnOneMore() {
        List<NodeState> nodes =
                List.of(node("n1", devices(4)), node("n2", FREE), node("n3", devices(2)), node("n4", FREE));

        assertThat(place(nodes, workers(9, 2_000)))
                .extracting(WorkerSlot::node)
                .containsExactly("n2", "n2", "n2", "n2", "n4", "n4", "n4", "n4", "n3");
    }

    @Test
    void fortyFreeDevicesOnBrokenNodesTakeNoGangOfEight() {
        List<NodeState> nodes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            nodes.add(node("n" + i, devices(4)));
        }

        assertThat(answer(nodes, workers(1, 8_000)))
                .isInstanceOfSatisfying(
                        NoRoom.class, no -> assertThat(no.reason()).contains("10 nodes", "0 of them wholly free"));
    }

    @Test
    void cpuAndMemoryCountToo() {
        NodeState noCpu = new NodeState("n1", "", "", FREE, 10_000, 500_000);
        NodeState noMemory = new NodeState("n2", "", "", FREE, 100_000, 5_000);
        PlacementRequest request = new PlacementRequest(new WorkerShape(1000, 20_000, 10_000), 1, 1, Fabric.any());

        assertThat(answer(List.of(noCpu, noMemory), request)).isInstanceOf(NoRoom.class);
    }

    @Test
    void aRequiredRackHoldsTheWholeGang() {
        List<NodeState> nodes = List.of(
                node("n1", "r1", FREE), node("n2", "r2", FREE), node("n3", "r2", FREE), node("n4", "r1", devices(1)));

        assertThat(place(nodes, gang(2, new Fabric(Domain.RACK, true))))
                .extracting(WorkerSlot::node)
                .containsExactly("n2", "n3");
        assertThat(answer(nodes, gang(3, new Fabric(Domain.RACK, true)))).isInstanceOf(NoRoom.class);
    }

    @Test
    void aPreferredRackIsAWishOnly() {
        List<NodeState> nodes = List.of(node("n1", "r1", FREE), node("n2", "r2", FREE), node("n3", "r2", FREE));

        assertThat(place(nodes, gang(2, new Fabric(Domain.RACK, false))))
                .extracting(WorkerSlot::node)
                .containsExactly("n2", "n3");
        assertThat(place(nodes, gang(3, new Fabric(Domain.RACK, false)))).hasSize(3);
    }

    @Test
    void theReplicasOfAServiceAreGangsOfTheirOwn() {
        List<NodeState> nodes = List.of(node("n1", devices(4)), node("n2", devices(4)));
        PlacementRequest request = new PlacementRequest(new WorkerShape(2_000, 0, 0), 2, 2, Fabric.any());

        assertThat(place(nodes, request))
                .extracting(slot -> slot.gang() + ":" + slot.worker() + ":" + slot.node())
                .containsExactly("0:0:n1", "0:1:n1", "1:0:n2", "1:1:n2");
    }

    @Test
    void aGangOnOneHostNeedsOneNode() {
        List<NodeState> nodes = List.of(node("n1", devices(4)), node("n2", devices(5)), node("n3", FREE));
        Fabric host = new Fabric(Domain.HOST, true);

        assertThat(place(nodes, new PlacementRequest(new WorkerShape(1_000, 0, 0), 5, 1, host)))
                .extracting(WorkerSlot::node)
                .containsOnly("n2");
        assertThat(answer(nodes, new PlacementRequest(new WorkerShape(1_000, 0, 0), 9, 1, host)))
                .isInstanceOf(NoRoom.class);
    }

    @Test
    void whatItFoundIsFreeUntilItIsToldOtherwise() {
        List<NodeState> nodes = List.of(node("n1", FREE));
        NodePlacer placer = new NodePlacer(nodes, DemandMix.of(List.of()));

        NodeAssignment first = placer.place(workers(1, 8_000));
        NodeAssignment second = placer.place(workers(1, 8_000));
        placer.update(node("n1", devices(7)));

        assertThat(second).isEqualTo(first);
        assertThat(placer.place(workers(1, 8_000))).isInstanceOf(NoRoom.class);
    }

    @Test
    void knowsWhetherItIsOverTheseNodes() {
        NodePlacer placer = new NodePlacer(List.of(node("n1", "r1", FREE)), DemandMix.of(List.of()));

        assertThat(placer.isOver(List.of(node("n1", "r1", devices(2))))).isTrue();
        assertThat(placer.isOver(List.of(node("n1", "r2", FREE)))).isFalse();
        assertThat(placer.isOver(List.of(node("n2", "r1", FREE)))).isFalse();
        assertThat(placer.isOver(List.of())).isFalse();
        assertThatThrownBy(() -> placer.update(node("n2", FREE))).hasMessageContaining("n2");
    }

    @Test
    void learnsWhatIsUsuallyAskedFor() {
        List<NodeState> nodes = List.of(node("n1", List.of(1000)), node("n2", List.of(500)));
        WorkerShape small = new WorkerShape(300, 0, 0);
        WorkerShape half = new WorkerShape(500, 0, 0);
        WorkerShape most = new WorkerShape(700, 0, 0);
        NodePlacer placer = new NodePlacer(nodes, DemandMix.of(List.of()));
        PlacementRequest request = new PlacementRequest(small, 1, 1, Fabric.any());
        assertThat(slots(placer.place(request))).extracting(WorkerSlot::node).containsExactly("n2");

        placer.learn(DemandMix.of(
                Stream.of(half, half, half, small, most).map(NodePlacer::worker).toList()));

        assertThat(slots(placer.place(request))).extracting(WorkerSlot::node).containsExactly("n1");
    }

    private static NodeAssignment answer(List<NodeState> nodes, PlacementRequest request) {
        return new NodePlacer(nodes, DemandMix.of(List.of())).place(request);
    }

    private static List<WorkerSlot> place(List<NodeState> nodes, PlacementRequest request) {
        return slots(answer(nodes, request));
    }

    private static List<WorkerSlot> slots(NodeAssignment answer) {
        return switch (answer) {
            case Placed(List<WorkerSlot> slots) -> slots;
            case NoRoom(String reason) -> throw new AssertionError(reason);
        };
    }

    private static PlacementRequest workers(int workers, int milliDevices) {
        return new PlacementRequest(new WorkerShape(milliDevices, 0, 0), workers, 1, Fabric.any());
    }

    private static PlacementRequest gang(int nodes, Fabric fabric) {
        return new PlacementRequest(new WorkerShape(8_000, 0, 0), nodes, 1, fabric);
    }

    private static List<Integer> devices(int free) {
        List<Integer> devices = new ArrayList<>(Collections.nCopies(free, 1000));
        devices.addAll(Collections.nCopies(8 - free, 0));
        return devices;
    }

    private static NodeState node(String name, List<Integer> devices) {
        return node(name, "", devices);
    }

    private static NodeState node(String name, String rack, List<Integer> devices) {
        return new NodeState(name, "b", rack, devices, 100_000, 1_000_000);
    }
}
