package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.HoldOrder;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import io.exaplan.contract.SyncResponse;
import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Defragmentation, all the way: on three nodes of eight devices a gang of eight waits beside eight free ones on two of them. */
@ServerTest
@Import(TestRuns.class)
@TestPropertySource(properties = {"exaplan.planning.repack.period=200ms", "exaplan.planning.repack.restart=0s"})
class RepackTest {
    private final Api api;
    private final TestRuns runs;

    /** What the cluster was told to create, by job: the newest run of each. */
    private final Map<Long, RunSpec> held = new HashMap<>();

    RepackTest(Api api, TestRuns runs) {
        this.api = api;
        this.runs = runs;
    }

    @Test
    void aRunMovesSoThatAGangFindsAWholeNode() {
        AgentDouble agent = AgentDouble.joined(api, "scattered").withNodes(3, "H800", 8);
        agent.settle();
        long five = started(agent, Wanted.gang(1, 5000));
        long three = started(agent, Wanted.gang(1, 3000));
        long other = started(agent, Wanted.gang(1, 5000));
        started(agent, Wanted.gang(1, 8000));
        assertThat(nodes(three)).isEqualTo(nodes(five)).isNotEqualTo(nodes(other));
        String runOfThree = run(three);
        String runOfOther = run(other);

        agent.reports(run(five), five, RunState.SUCCEEDED, 0, "Completed");
        agent.sync();
        long gang = runs.submit(Wanted.gang(1, 8000));
        StopOrder stop = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> agent.sync().stop(), stops -> !stops.isEmpty())
                .getFirst();
        assertThat(stop.reason()).isEqualTo(StopReason.PREEMPTED);
        assertThat(stop.runId()).isIn(runOfThree, runOfOther);
        long moving = stop.runId().equals(runOfThree) ? three : other;
        Set<String> left = nodes(moving);

        agent.reports(stop.runId(), moving, RunState.STOPPED);
        awaitRun(agent, gang);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            hear(agent.sync());
            return !run(moving).equals(stop.runId());
        });

        assertThat(nodes(gang)).isEqualTo(left);
        assertThat(nodes(moving)).isEqualTo(nodes(moving == three ? other : three));
    }

    /** A job that runs. */
    private long started(AgentDouble agent, Wanted wanted) {
        long job = runs.submit(wanted);
        awaitRun(agent, job);
        agent.reports(run(job), job, RunState.RUNNING);
        agent.sync();
        return job;
    }

    private void awaitRun(AgentDouble agent, long job) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            hear(agent.sync());
            return held.containsKey(job);
        });
    }

    private void hear(SyncResponse response) {
        response.hold().stream()
                .map(HoldOrder::spec)
                .filter(Objects::nonNull)
                .forEach(spec -> held.put(spec.jobId(), spec));
    }

    private String run(long job) {
        return held.get(job).runId();
    }

    private Set<String> nodes(long job) {
        return held.get(job).workers().stream().map(WorkerPlacement::node).collect(Collectors.toSet());
    }
}
