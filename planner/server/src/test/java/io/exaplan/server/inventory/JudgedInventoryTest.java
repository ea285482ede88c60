package io.exaplan.server.inventory;

import static io.exaplan.server.inventory.TestInventory.SETTINGS;
import static io.exaplan.server.inventory.TestInventory.node;
import static io.exaplan.server.inventory.TestInventory.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgedInventoryTest {

    @Test
    void usesTheRestWhenOneNodeCannotBeTrue() {
        JudgedInventory judged = JudgedInventory.of(report(node("n1", 8), node("n2", -1), node("n3", 8)), SETTINGS);

        assertThat(judged.believed()).containsOnlyKeys("n1", "n3");
        assertThat(judged.problems()).containsOnlyKeys("n2");
    }

    @Test
    void believesNeitherOfTwoNodesOfOneName() {
        JudgedInventory judged = JudgedInventory.of(report(node("n1", 8), node("n1", 4), node("n2", 8)), SETTINGS);

        assertThat(judged.believed()).containsOnlyKeys("n2");
        assertThat(judged.problems().get("n1")).isEqualTo("2 nodes have the name (n1); a name is unique.");
    }

    @Test
    void usesTheFirstNodesOfFarTooMany() {
        ReportedNode[] nodes =
                IntStream.range(0, 150).mapToObj(i -> node("n" + i, 8)).toArray(ReportedNode[]::new);

        JudgedInventory judged = JudgedInventory.of(report(nodes), SETTINGS);

        assertThat(judged.believed()).hasSize(100);
        assertThat(judged.problems().get("(too many nodes)")).contains("150 nodes", "first 100");
    }

    @Test
    void tellsOfNodesThatCouldNotBeRead() {
        InventoryReport report =
                new InventoryReport("d", List.of(node("n1", 8)), List.of(new Quarantined("n2", "cpuMilli is NaN")));

        assertThat(JudgedInventory.of(report, SETTINGS).quarantined())
                .containsExactly(new Quarantined("n2", "cpuMilli is NaN"));
    }
}
