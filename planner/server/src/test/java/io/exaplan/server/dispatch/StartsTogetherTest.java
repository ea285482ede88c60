package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.NodeReport;
import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import io.exaplan.server.planning.StartOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/** Starts that are due together are placed together. */
@ServerTest
@Import(TestRuns.class)
class StartsTogetherTest {
    private final Api api;
    private final TestRuns runs;

    StartsTogetherTest(Api api, TestRuns runs) {
        this.api = api;
        this.runs = runs;
    }

    @Test
    void whoFitsAnywhereLeavesTheOneRackToWhoNeedsIt() {
        AgentDouble agent = AgentDouble.joined(api, "racks");
        agent.setNodes(List.of(node("n0", "r0"), node("n1", "r0"), node("n2", "r1")));
        agent.settle();
        long anywhere = runs.job(Wanted.gang(1, 8000));
        long inARack = runs.job(Wanted.gang(2, 8000).inOneRack());

        // by itself the first would stand on n0
        List<StartOutcome> outcomes = runs.start(agent, Map.of(anywhere, 1, inARack, 2));

        assertThat(outcomes)
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(StartOutcome.Leased.class));
    }

    private static NodeReport node(String name, String rack) {
        return new NodeReport(name, "H800", 8, List.of(), 0, 128_000, 1_024_000, "b", rack, true, false);
    }
}
