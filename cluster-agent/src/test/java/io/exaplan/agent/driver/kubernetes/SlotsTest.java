package io.exaplan.agent.driver.kubernetes;

import static io.exaplan.agent.driver.kubernetes.ANode.aNode;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.contract.NodeReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs on nodes whose plugin offers slots of devices, memory and cores, as HAMi's do. */
class SlotsTest extends OnTestBed {

    @BeforeEach
    void addANodeThatSharesItsDevices() {
        String name = nodes.getFirst() + "-shares-dcus";
        admin.resource(aNode(name)
                        .ready(false)
                        .with("hygon.com/dcunum", 32)
                        .with("hygon.com/dcumem", 8 * 65520)
                        .with("hygon.com/dcucores", 800)
                        .labelled("hygon.com/dcu.name", "K100_AI")
                        .annotated("hami.io/node-dcu-register", "DCU-1,4,65520,100,DCU-K100_AI,0,true:".repeat(8))
                        .build())
                .create();
        nodes.forEach(plain -> admin.nodes().withName(plain).delete());
        nodes.clear();
        nodes.add(name);
        await(
                "the node",
                () -> node(name),
                node -> node.filter(NodeReport::ready).isPresent());
    }

    @Test
    void takesOneSlotForEachDeviceAndNoAmounts() {
        assertThat(node(nodes.getFirst()).orElseThrow().nominalDevices()).isEqualTo(8);
        RunSpec spec = gang("on-slots", Map.of("TESTBED_SECONDS", "1"));

        assertThat(cluster.hold(spec)).isEqualTo(new HoldOutcome.Held());

        await(spec, RunState.RUNNING);
        assertThat(pods(spec)
                        .getFirst()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getResources()
                        .getLimits())
                .isEqualTo(Map.of("hygon.com/dcunum", new Quantity("8")));
        await(spec, RunState.SUCCEEDED);
    }
}
