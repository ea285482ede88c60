package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.RunState;
import io.exaplan.contract.StopReason;
import io.exaplan.contract.SyncResponse;
import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import io.exaplan.server.planning.Leadership;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs that their cluster holds and does not start. */
@ServerTest
@Import(TestRuns.class)
@TestPropertySource(properties = {"exaplan.dispatch.start-patience=10s", "exaplan.dispatch.watch=1h"})
class UnstartedTest {
    private final Api api;
    private final TestRuns runs;
    private final Unstarted unstarted;
    private final MutableClock clock;
    private final Leadership leadership;
    private final TransactionTemplate transactions;

    UnstartedTest(
            Api api,
            TestRuns runs,
            Unstarted unstarted,
            MutableClock clock,
            Leadership leadership,
            TransactionTemplate transactions) {
        this.api = api;
        this.runs = runs;
        this.unstarted = unstarted;
        this.clock = clock;
        this.leadership = leadership;
        this.transactions = transactions;
    }

    @Test
    void areTakenBackAndTheirJobsQueuedAgain() {
        AgentDouble agent = AgentDouble.joined(api, "waits").withNodes(1, "H800", 8);
        agent.settle();
        RunRow run = runs.lease(agent, Wanted.gang(1, 8000));
        agent.reports(run.id().toString(), run.jobId(), RunState.STARTING);
        agent.sync();

        takeBack();
        boolean ordered = ordered(agent.sync(), run);
        agent.reports(run.id().toString(), run.jobId(), RunState.STOPPED, 143, "StoppedByOrder");
        agent.sync();

        assertThat(ordered).isTrue();
        assertThat(runs.run(run).stage()).isEqualTo(RunStage.PREEMPTED);
        assertThat(runs.jobState(run.jobId())).isEqualTo("QUEUED");
    }

    @Test
    void goOnOnceTheyHaveStarted() {
        AgentDouble agent = AgentDouble.joined(api, "starts").withNodes(1, "H800", 8);
        agent.settle();
        RunRow started = runs.lease(agent, Wanted.gang(1, 4000));
        agent.reports(started.id().toString(), started.jobId(), RunState.RUNNING);
        agent.sync();

        takeBack();

        assertThat(runs.run(started).stopReason()).isNull();
    }

    private void takeBack() {
        clock.advance(Duration.ofSeconds(11));
        transactions.executeWithoutResult(status -> {
            leadership.fence();
            unstarted.takeBack(leadership.epoch());
        });
    }

    private static boolean ordered(SyncResponse response, RunRow run) {
        return response.stop().stream()
                .anyMatch(order -> order.runId().equals(run.id().toString()) && order.reason() == StopReason.PREEMPTED);
    }
}
