package io.exaplan.engine.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.NodeAssignment.NoRoom;
import io.exaplan.engine.placement.NodeAssignment.Placed;
import io.exaplan.engine.placement.NodeAssignment.WorkerSlot;
import io.exaplan.engine.placement.online.DemandMix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NodePlacerProperties {

    @Property
    void noDeviceCpuOrMemoryIsGivenTwice(@ForAll long seed) {
        Random random = new Random(seed);
        List<NodeState> nodes = nodes(random);
        PlacementRequest request = request(random);

        if (answer(nodes, request) instanceof Placed(List<WorkerSlot> slots)) {
            assertThat(slots).hasSize(request.workers() * request.gangs());
            nodes.forEach(node -> assertFits(node, request.shape(), slots));
        }
    }

    @Property
    void theOrderOfTheNodesMakesNoDifference(@ForAll long seed) {
        Random random = new Random(seed);
        List<NodeState> nodes = nodes(random);
        PlacementRequest request = request(random);
        List<NodeState> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, random);

        assertThat(answer(shuffled, request)).isEqualTo(answer(nodes, request));
    }

    @Property
    void aRequiredDomainIsKept(@ForAll long seed) {
        Random random = new Random(seed);
        List<NodeState> nodes = nodes(random);
        PlacementRequest request = request(random);

        if (request.fabric().required() && answer(nodes, request) instanceof Placed(List<WorkerSlot> slots)) {
            for (int gang = 0; gang < request.gangs(); gang++) {
                assertThat(domainsOf(gang, slots, nodes, request.fabric().domain()))
                        .hasSize(1);
            }
        }
    }

    @Property
    void aSingleWorkerIsRefusedOnlyWhereNoNodeHasRoom(@ForAll long seed) {
        Random random = new Random(seed);
        List<NodeState> nodes = nodes(random);
        WorkerShape shape = request(random).shape();

        NodeAssignment answer = answer(nodes, new PlacementRequest(shape, 1, 1, Fabric.any()));

        assertThat(answer instanceof NoRoom).isEqualTo(nodes.stream().noneMatch(node -> room(node, shape) > 0));
    }

    @Property
    void aPreferredDomainIsKeptWhereverARequiredOneWouldFindRoom(@ForAll long seed) {
        Random random = new Random(seed);
        List<NodeState> nodes = nodes(random);
        PlacementRequest asked = request(random);
        Domain domain = asked.fabric().domain();
        PlacementRequest required = new PlacementRequest(asked.shape(), asked.workers(), 1, new Fabric(domain, true));
        PlacementRequest preferred = new PlacementRequest(asked.shape(), asked.workers(), 1, new Fabric(domain, false));

        if (answer(nodes, required) instanceof Placed
                && answer(nodes, preferred) instanceof Placed(List<WorkerSlot> slots)) {
            assertThat(domainsOf(0, slots, nodes, domain)).hasSize(1);
        }
    }

    @Property
    void aWishForADomainRefusesNobody(@ForAll long seed) {
        Random random = new Random(seed);
        List<NodeState> nodes = nodes(random);
        PlacementRequest asked = request(random);
        PlacementRequest anywhere = new PlacementRequest(asked.shape(), asked.workers(), 1, Fabric.any());
        PlacementRequest preferred = new PlacementRequest(
                asked.shape(), asked.workers(), 1, new Fabric(asked.fabric().domain(), false));

        assertThat(answer(nodes, preferred) instanceof NoRoom).isEqualTo(answer(nodes, anywhere) instanceof NoRoom);
    }

    @Property
    void aGangOnOneHostIsRefusedOnlyWhereNoNodeTakesIt(@ForAll long seed) {
        Random random = new Random(seed);
        List<NodeState> nodes = nodes(random);
        WorkerShape shape = request(random).shape();
        int workers = 1 + random.nextInt(4);

        NodeAssignment answer = answer(nodes, new PlacementRequest(shape, workers, 1, new Fabric(Domain.HOST, true)));

        assertThat(answer instanceof NoRoom).isEqualTo(nodes.stream().noneMatch(node -> room(node, shape) >= workers));
    }

    @Property(tries = 100)
    void aPlacerKeptUpToDateAnswersLikeANewOne(@ForAll long seed) {
        Random random = new Random(seed);
        List<NodeState> nodes = nodes(random);
        DemandMix mix = DemandMix.of(
                Stream.generate(() -> NodePlacer.worker(request(random).shape()))
                        .limit(random.nextInt(3))
                        .toList());
        NodePlacer kept = new NodePlacer(nodes, mix);

        for (int change = 0; change < 20; change++) {
            int place = random.nextInt(nodes.size());
            nodes.set(place, changed(nodes.get(place), random));
            kept.update(nodes.get(place));
            PlacementRequest request = request(random);

            assertThat(kept.place(request)).isEqualTo(new NodePlacer(nodes, mix).place(request));
        }
    }

    private static NodeState changed(NodeState node, Random random) {
        List<Integer> devices = new ArrayList<>();
        node.freeMilli().forEach(milli -> devices.add(random.nextBoolean() ? 1000 : milli / 2));
        return new NodeState(
                node.name(), node.block(), node.rack(), devices, random.nextInt(20_000), random.nextInt(20_000));
    }

    private static NodeAssignment answer(List<NodeState> nodes, PlacementRequest request) {
        return new NodePlacer(nodes, DemandMix.of(List.of())).place(request);
    }

    private static long room(NodeState node, WorkerShape shape) {
        long devices = shape.wholeDevices() > 0
                ? node.freeDevices() / shape.wholeDevices()
                : node.freeMilli().stream()
                        .mapToLong(milli -> milli / shape.milliDevices())
                        .sum();
        long cpu = shape.cpuMilli() == 0 ? devices : node.freeCpuMilli() / shape.cpuMilli();
        long memory = shape.memoryMib() == 0 ? devices : node.freeMemoryMib() / shape.memoryMib();
        return Math.min(devices, Math.min(cpu, memory));
    }

    private static void assertFits(NodeState node, WorkerShape shape, List<WorkerSlot> slots) {
        int[] used = new int[node.freeMilli().size()];
        int workers = 0;
        for (WorkerSlot slot : slots) {
            if (slot.node().equals(node.name())) {
                workers++;
                assertThat(slot.devices())
                        .hasSize(Math.max(1, shape.wholeDevices()))
                        .doesNotHaveDuplicates();
                slot.devices().forEach(device -> used[device] += slot.milliPerDevice());
            }
        }
        for (int device = 0; device < used.length; device++) {
            assertThat(used[device]).isLessThanOrEqualTo(node.freeMilli().get(device));
        }
        assertThat(workers * shape.cpuMilli()).isLessThanOrEqualTo(node.freeCpuMilli());
        assertThat(workers * shape.memoryMib()).isLessThanOrEqualTo(node.freeMemoryMib());
    }

    private static Set<String> domainsOf(int gang, List<WorkerSlot> slots, List<NodeState> nodes, Domain domain) {
        Set<String> domains = new HashSet<>();
        for (WorkerSlot slot : slots) {
            for (NodeState node : nodes) {
                if (slot.gang() == gang && slot.node().equals(node.name())) {
                    domains.add(
                            switch (domain) {
                                case HOST -> node.name();
                                case RACK -> node.block() + "/" + node.rack();
                                case BLOCK -> node.block();
                                case ANY -> "";
                            });
                }
            }
        }
        return domains;
    }

    private static List<NodeState> nodes(Random random) {
        List<NodeState> nodes = new ArrayList<>();
        int count = 1 + random.nextInt(10);
        for (int i = 0; i < count; i++) {
            List<Integer> devices = new ArrayList<>();
            for (int device = 0; device < 4; device++) {
                devices.add(random.nextInt(3) > 0 ? 1000 : random.nextInt(11) * 100);
            }
            String block = "b" + random.nextInt(2);
            String rack = "r" + random.nextInt(2);
            nodes.add(new NodeState("n" + i, block, rack, devices, random.nextInt(20_000), random.nextInt(20_000)));
        }
        return nodes;
    }

    private static PlacementRequest request(Random random) {
        int milli = random.nextBoolean() ? 100 * (1 + random.nextInt(9)) : 1000 * (1 + random.nextInt(4));
        WorkerShape shape = new WorkerShape(milli, random.nextInt(5_000), random.nextInt(5_000));
        Domain domain = List.of(Domain.values()).get(random.nextInt(4));
        return new PlacementRequest(
                shape, 1 + random.nextInt(10), 1 + random.nextInt(3), new Fabric(domain, random.nextBoolean()));
    }
}
