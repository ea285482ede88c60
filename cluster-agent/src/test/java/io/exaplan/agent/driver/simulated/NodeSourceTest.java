package io.exaplan.agent.driver.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.settings.InvalidSettings;
import io.exaplan.agent.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSourceTest {

    @TempDir
    private Path folder;

    @Test
    void readsTheNodesWithAcceleratorsOfTheTrace() throws IOException {
        Path trace = write("nodes.csv", """
                sn,cpu_milli,memory_mib,gpu,model
                a,64000,262144,2,P100
                b,32000,262144,0,
                c,96000,393216,8,G2
                """);

        List<SimulatedNode> nodes = new NodeSource.Openb(trace, Shard.ALL, new FabricRule(0, 1)).read();

        assertThat(nodes)
                .containsExactly(
                        new SimulatedNode("a", "P100", 2, 64_000, 262_144, null, null),
                        new SimulatedNode("c", "G2", 8, 96_000, 393_216, null, null));
    }

    @Test
    void saysWhichLineOfATraceIsNotOne() throws IOException {
        Path trace = write("nodes.csv", "sn,cpu_milli,memory_mib,gpu,model\na,many,1,1,T4\n");

        assertThatThrownBy(() -> OpenbNodes.read(trace))
                .isInstanceOf(DriverFailure.class)
                .hasMessageContaining("Line 2")
                .hasMessageContaining("a,many,1,1,T4");
    }

    @Property(tries = 50)
    void putsEveryNodeIntoExactlyOneShard(@ForAll String name, @ForAll @IntRange(min = 1, max = 20) int count) {
        assertThat(IntStream.rangeClosed(1, count)
                        .filter(index -> new Shard(index, count).has(name))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void keepsANodeInItsShardForEver() {
        // the first eight bytes of SHA-256("openb-node-0004"), unsigned, modulo 8, plus one
        assertThat(Shard.parse("1/8").has("openb-node-0004")).isTrue();
        assertThat(Shard.parse("2/8").has("openb-node-0004")).isFalse();
    }

    @Test
    void assignsRacksOfLikeNodesByNameWhateverTheirOrder() {
        List<SimulatedNode> nodes = new ArrayList<>();
        IntStream.range(0, 5).forEach(i -> nodes.add(bare("h" + i, "H800")));
        IntStream.range(0, 3).forEach(i -> nodes.add(bare("t" + i, "T4")));
        Collections.shuffle(nodes, new Random(1));

        List<SimulatedNode> placed = new FabricRule(2, 2).applyTo(nodes);

        assertThat(placed)
                .extracting(node -> node.name() + " " + node.block() + " " + node.rack())
                .containsExactly(
                        "h0 block-01 rack-001",
                        "h1 block-01 rack-001",
                        "h2 block-01 rack-002",
                        "h3 block-01 rack-002",
                        "h4 block-02 rack-003",
                        "t0 block-02 rack-004",
                        "t1 block-02 rack-004",
                        "t2 block-03 rack-005");
    }

    @Test
    void leavesARackThatIsKnownAlone() {
        SimulatedNode known = bare("a", "T4").in("b9", "r9");

        assertThat(new FabricRule(2, 2).applyTo(List.of(known))).containsExactly(known);
    }

    @Test
    void multipliesNodesOfAKind() throws IOException {
        Path inventory = write("nodes.yaml", "nodes: [{name: h800, count: 3, model: H800, devices: 8}]\n");

        List<SimulatedNode> nodes = new NodeSource.InventoryFile(inventory, new FabricRule(8, 8)).read();

        assertThat(nodes).extracting(SimulatedNode::name).containsExactly("h800-001", "h800-002", "h800-003");
        assertThat(nodes).extracting(SimulatedNode::rack).containsOnly("rack-001");
    }

    @Test
    void wantsExactlyOneSourceOfNodes() throws IOException {
        Path both = write("both.yaml", "world: w\ninventory: a.yaml\nopenb: {file: b.csv}\n");

        assertThatThrownBy(() -> SettingsFile.read(both, SimulatedClusterSettings::read))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("2 sources of nodes; allowed: one of nodes, inventory and openb");
    }

    @Test
    void refusesTwoNodesOfOneName() throws IOException {
        Path twice = write("twice.yaml", "nodes: [{name: a, model: T4}, {name: a, model: T4}]\n");

        assertThatThrownBy(() -> SettingsFile.read(twice, fields -> ListedNodes.read(fields, "nodes")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("a is taken");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static SimulatedNode bare(String name, String model) {
        return new SimulatedNode(name, model, 8, 1_000, 1_024, null, null);
    }
}
