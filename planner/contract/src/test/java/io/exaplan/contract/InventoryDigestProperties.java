package io.exaplan.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.NodeReport.ForeignEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class InventoryDigestProperties {

    @Property
    void isSixtyFourHexadecimalDigits(@ForAll("inventories") Inventory inventory) {
        assertThat(InventoryDigest.of(inventory)).matches("[0-9a-f]{64}");
    }

    @Property
    void doesNotDependOnTheOrderOfNodesOrDevices(@ForAll("inventories") Inventory inventory, @ForAll long seed) {
        List<NodeReport> shuffled = new ArrayList<>();
        for (NodeReport node : inventory.nodes()) {
            List<Integer> devices = new ArrayList<>(node.unhealthyDevices());
            List<ForeignEnd> ends = new ArrayList<>(node.foreignEnds());
            Collections.shuffle(devices, new Random(seed));
            Collections.shuffle(ends, new Random(seed));
            shuffled.add(with(node, devices, ends));
        }
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(InventoryDigest.of(new Inventory(shuffled))).isEqualTo(InventoryDigest.of(inventory));
    }

    @Property
    void differsWhenAnythingDiffers(@ForAll("inventories") Inventory one, @ForAll("inventories") Inventory other) {
        boolean same = InventoryDigest.of(one).equals(InventoryDigest.of(other));

        assertThat(same).isEqualTo(canonical(one).equals(canonical(other)));
    }

    @Property
    void cannotBeFooledByNamesThatLookLikeSeparators(@ForAll("nodes") NodeReport node) {
        NodeReport shifted = new NodeReport(
                node.name() + ",",
                node.acceleratorModel(),
                node.nominalDevices(),
                node.unhealthyDevices(),
                node.foreignMilliDevices(),
                node.cpuMilli(),
                node.memoryMib(),
                node.block(),
                node.rack(),
                node.ready(),
                node.cordoned(),
                node.foreignEnds());

        assertThat(InventoryDigest.of(new Inventory(List.of(shifted))))
                .isNotEqualTo(InventoryDigest.of(new Inventory(List.of(node))));
    }

    private static List<NodeReport> canonical(Inventory inventory) {
        return inventory.nodes().stream()
                .map(node -> with(
                        node,
                        node.unhealthyDevices().stream().sorted().toList(),
                        node.foreignEnds().stream()
                                .sorted(java.util.Comparator.comparing(ForeignEnd::at)
                                        .thenComparingLong(ForeignEnd::milliDevices))
                                .toList()))
                .sorted(java.util.Comparator.comparing(NodeReport::name))
                .toList();
    }

    private static NodeReport with(NodeReport node, List<Integer> devices, List<ForeignEnd> ends) {
        return new NodeReport(
                node.name(),
                node.acceleratorModel(),
                node.nominalDevices(),
                devices,
                node.foreignMilliDevices(),
                node.cpuMilli(),
                node.memoryMib(),
                node.block(),
                node.rack(),
                node.ready(),
                node.cordoned(),
                ends);
    }

    @Provide
    Arbitrary<Inventory> inventories() {
        return nodes().list().ofMaxSize(4).uniqueElements(NodeReport::name).map(Inventory::new);
    }

    @Provide
    Arbitrary<NodeReport> nodes() {
        Arbitrary<String> names =
                Arbitraries.strings().withChars("ab1:,~算").ofMinLength(1).ofMaxLength(3);
        Arbitrary<String> domains = Arbitraries.of("rack-1", "~", "").injectNull(0.4);
        Arbitrary<List<Integer>> devices =
                Arbitraries.integers().between(0, 3).list().uniqueElements().ofMaxSize(3);
        Arbitrary<Long> amounts = Arbitraries.longs().between(0, 2);
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        Arbitrary<Instant> times = Arbitraries.of(Instant.EPOCH, Instant.parse("2026-03-01T08:00:00Z"));
        Arbitrary<List<ForeignEnd>> ends =
                Combinators.combine(times, amounts).as(ForeignEnd::new).list().ofMaxSize(2);
        Arbitrary<NodeReport> nodes = Combinators.combine(
                        names, names, devices, amounts, domains, domains, flags, flags)
                .as((name, model, unhealthy, amount, block, rack, ready, cordoned) -> new NodeReport(
                        name, model, 4, unhealthy, amount, amount, amount, block, rack, ready, cordoned));
        return Combinators.combine(nodes, ends).as((node, known) -> with(node, node.unhealthyDevices(), known));
    }
}
