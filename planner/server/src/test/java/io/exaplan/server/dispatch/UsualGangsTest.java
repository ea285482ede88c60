package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.RunStore.PlacedGangs;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/** What a new leader knows of the gangs that are usually asked for. */
@ServerTest
@Import(TestRuns.class)
class UsualGangsTest {
    private final Api api;
    private final TestRuns runs;
    private final RunStore store;

    UsualGangsTest(Api api, TestRuns runs, RunStore store) {
        this.api = api;
        this.runs = runs;
        this.store = store;
    }

    @Test
    void theLatestRunsTellWhatIsAskedForInEachPartition() {
        AgentDouble agent = agent("usual");
        int partition = runs.partition(agent);
        runs.lease(agent, Wanted.gang(2, 4000));
        runs.lease(agent, Wanted.gang(2, 4000));
        runs.lease(agent, Wanted.gang(1, 300));

        assertThat(store.recentGangs(1_000))
                .filteredOn(gangs -> gangs.partitionId() == partition)
                .containsExactly(
                        new PlacedGangs(partition, new WorkerShape(300, 1000, 1000), 1, 1),
                        new PlacedGangs(partition, new WorkerShape(4000, 1000, 1000), 2, 2));
        assertThat(store.recentGangs(2).stream().mapToLong(PlacedGangs::times).sum())
                .isEqualTo(2);
    }

    @Test
    void sharesOfDevicesStandTogether() {
        AgentDouble agent = agent("sharing");

        RunRow first = runs.lease(agent, Wanted.gang(1, 300));
        RunRow second = runs.lease(agent, Wanted.gang(1, 400));

        List<WorkerPlacement> workers = store.specs(List.of(first.id(), second.id())).values().stream()
                .flatMap(spec -> spec.workers().stream())
                .toList();
        assertThat(workers)
                .extracting(WorkerPlacement::node)
                .containsOnly(workers.getFirst().node());
        assertThat(workers)
                .extracting(WorkerPlacement::devices)
                .containsOnly(workers.getFirst().devices());
    }

    private AgentDouble agent(String cluster) {
        AgentDouble agent = AgentDouble.joined(api, cluster).withNodes(3, "H800", 8);
        agent.settle();
        return agent;
    }
}
