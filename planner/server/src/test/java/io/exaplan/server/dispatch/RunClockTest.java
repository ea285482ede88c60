package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.HoldOrder;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopReason;
import io.exaplan.contract.SyncResponse;
import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/** What the hours do to runs: services follow them, overruns extend, the maximum duration ends. */
@ServerTest
@Import(TestRuns.class)
class RunClockTest {
    private final Api api;
    private final TestRuns runs;
    private final MutableClock clock;
    private final RunWatch watch;

    RunClockTest(Api api, TestRuns runs, MutableClock clock, RunWatch watch) {
        this.api = api;
        this.runs = runs;
        this.clock = clock;
        this.watch = watch;
    }

    @Test
    void aServiceFollowsTheHoursOfTheCity() {
        AgentDouble agent = agent("hours");
        // 16 o'clock in Shanghai when the test begins, or later
        int hour = clock.instant().atZone(ZoneId.of("Asia/Shanghai")).getHour();
        List<Integer> byHour = new ArrayList<>(Collections.nCopies(24, 1));
        byHour.set((hour + 1) % 24, 3);
        RunRow run = runs.lease(agent, Wanted.gang(1, 2000).serving(byHour));
        int atFirst = workers(agent.sync());
        agent.reports(run.id().toString(), run.jobId(), RunState.RUNNING);
        agent.sync();

        clock.advance(Duration.ofHours(1));
        HoldOrder more = awaitGeneration(agent, 2);
        clock.advance(Duration.ofHours(1));
        HoldOrder fewer = awaitGeneration(agent, 3);

        assertThat(atFirst).isEqualTo(1);
        assertThat(more.spec().workers()).extracting("replica").containsExactlyInAnyOrder(0, 1, 2);
        assertThat(more.spec().workers()).extracting("index").doesNotHaveDuplicates();
        assertThat(fewer.spec().workers()).extracting("replica").containsExactly(0);
        assertThat(more.spec().serving()).isEqualTo(new RunSpec.Serving(8080, "/health"));
        assertThat(fewer.spec().serving()).isEqualTo(more.spec().serving());
        assertThat(runs.run(run).generation()).isEqualTo(3);
    }

    @Test
    void anOverrunMovesItsExpectedEndOn() {
        AgentDouble agent = agent("overrun");
        RunRow run = runs.lease(agent, Wanted.gang(1, 8000));
        agent.reports(run.id().toString(), run.jobId(), RunState.RUNNING);
        agent.sync();

        clock.advance(Duration.ofMinutes(61));
        Instant before = run.planExpectedEnd();
        Awaitility.await().until(() -> {
            watch.look();
            return runs.run(run).planExpectedEnd().isAfter(before);
        });

        assertThat(runs.run(run).stage()).isEqualTo(RunStage.RUNNING);
        assertThat(runs.run(run).stopReason()).isNull();
    }

    @Test
    void aRunFarBeyondItsMaximumIsOrderedToStopAndItsJobHasFailed() {
        AgentDouble agent = agent("expires");
        RunRow run = runs.lease(
                agent, Wanted.gang(1, 8000).atMost(Duration.ofHours(2)).retrying(5));
        agent.reports(run.id().toString(), run.jobId(), RunState.RUNNING);
        agent.sync();

        clock.advance(Duration.ofMinutes(122));
        SyncResponse response = Awaitility.await()
                .until(
                        () -> {
                            watch.look();
                            return agent.sync();
                        },
                        answer -> !answer.stop().isEmpty());
        agent.reports(run.id().toString(), run.jobId(), RunState.STOPPED, 143, "StoppedByOrder");
        agent.sync();

        assertThat(response.stop().getFirst().reason()).isEqualTo(StopReason.EXPIRED);
        assertThat(runs.run(run).stage()).isEqualTo(RunStage.FAILED);
        assertThat(runs.jobState(run.jobId())).isEqualTo("FAILED");
    }

    private HoldOrder awaitGeneration(AgentDouble agent, int generation) {
        return Awaitility.await()
                .until(
                        () -> {
                            agent.sync();
                            watch.look();
                            return agent.sync().hold().getFirst();
                        },
                        hold -> hold.generation() == generation);
    }

    private static int workers(SyncResponse response) {
        return response.hold().getFirst().spec().workers().size();
    }

    private AgentDouble agent(String cluster) {
        AgentDouble agent = AgentDouble.joined(api, cluster).withNodes(1, "H800", 8);
        agent.settle();
        return agent;
    }
}
