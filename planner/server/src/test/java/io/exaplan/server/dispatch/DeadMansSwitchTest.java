package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.contract.HoldOrder;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import io.exaplan.server.inventory.FreshnessWatch;
import io.exaplan.server.planning.StartOutcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Jobs that ask for RESCHEDULE, on clusters that are lost. */
@ServerTest
@Import(TestRuns.class)
@TestPropertySource(
        properties = {
            "exaplan.dispatch.reschedule-lease=1s",
            "exaplan.dispatch.reschedule-margin=0s",
            "exaplan.dispatch.grace=0s",
            "exaplan.dispatch.watch=1h"
        })
class DeadMansSwitchTest {
    private final Api api;
    private final TestRuns runs;
    private final MutableClock clock;
    private final FreshnessWatch freshness;
    private final RunWatch watch;
    private final JdbcClient sql;

    DeadMansSwitchTest(
            Api api, TestRuns runs, MutableClock clock, FreshnessWatch freshness, RunWatch watch, JdbcClient sql) {
        this.api = api;
        this.runs = runs;
        this.clock = clock;
        this.freshness = freshness;
        this.watch = watch;
        this.sql = sql;
    }

    @AfterEach
    void retireClusters() {
        sql.sql("update cluster set state = 'INACTIVE', last_sync_at = null").update();
    }

    @Test
    void runElsewhereOnceTheSwitchHasSurelyEndedThem() {
        AgentDouble speaking = agent("switch-speaking");
        AgentDouble guarded = agent("switch-guarded").withSwitch(0);
        RunRow rescheduled = running(guarded, true);
        RunRow waits = running(guarded, false);

        lose(speaking, rescheduled);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            watch.look();
            return runs.run(rescheduled).givenUp();
        });

        assertThat(runs.jobState(rescheduled.jobId())).isEqualTo("QUEUED");
        assertThat(runs.start(speaking, rescheduled.jobId(), 1)).isInstanceOf(StartOutcome.Leased.class);
        assertThat(runs.run(waits).givenUp()).isFalse();
        assertThat(runs.jobState(waits.jobId())).isEqualTo("ACTIVE");
        guarded.reports(rescheduled.id().toString(), rescheduled.jobId(), RunState.FAILED, 143, "LeaseExpired");
        guarded.sync();
        assertThat(runs.jobState(rescheduled.jobId()))
                .as("the end of the old run is no news to the new one")
                .isEqualTo("ACTIVE");
    }

    @Test
    void waitForTheSwitchsOwnTime() {
        AgentDouble speaking = agent("slow-speaking");
        AgentDouble slow = agent("slow-guarded").withSwitch(3600);
        AgentDouble quick = agent("quick-guarded").withSwitch(0);
        RunRow onSlow = running(slow, true);
        RunRow onQuick = running(quick, true);

        lose(speaking, onSlow);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            watch.look();
            return runs.run(onQuick).givenUp();
        });

        assertThat(runs.run(onSlow).givenUp()).isFalse();
    }

    @Test
    void stayWithTheirClusterWhereThereIsNoSwitch() {
        AgentDouble speaking = agent("bare-speaking");
        AgentDouble bare = agent("bare");
        AgentDouble guarded = agent("bare-guarded").withSwitch(0);
        RunRow onBare = running(bare, true);
        RunRow onGuarded = running(guarded, true);

        lose(speaking, onBare);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            watch.look();
            return runs.run(onGuarded).givenUp();
        });

        assertThat(runs.run(onBare).givenUp()).isFalse();
        assertThat(runs.jobState(onBare.jobId())).isEqualTo("ACTIVE");
    }

    @Test
    void carryALeaseAndOthersDoNot() {
        AgentDouble agent = agent("leases");
        long rescheduled = job(true);
        long waiting = job(false);
        runs.start(agent, rescheduled, 1);
        runs.start(agent, waiting, 1);

        assertThat(agent.sync().hold())
                .extracting(HoldOrder::spec)
                .extracting(RunSpec::jobId, RunSpec::leaseSeconds)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple(rescheduled, 1L),
                        org.assertj.core.api.Assertions.tuple(waiting, null));
    }

    private void lose(AgentDouble speaking, RunRow run) {
        for (Duration time : new Duration[] {Duration.ofSeconds(61), Duration.ofMinutes(15)}) {
            clock.advance(time);
            speaking.sync();
            freshness.look();
        }
        await().until(() -> {
            watch.look();
            return runs.run(run).stage() == RunStage.LOST;
        });
    }

    private RunRow running(AgentDouble agent, boolean reschedule) {
        long job = job(reschedule);
        StartOutcome.Leased leased = (StartOutcome.Leased) runs.start(agent, job, 1);
        String run = leased.run().runId().toString();
        agent.reports(run, job, RunState.RUNNING);
        agent.sync();
        return runs.find(leased.run().runId());
    }

    private long job(boolean reschedule) {
        long job = runs.job(Wanted.gang(1, 1000));
        if (reschedule) {
            sql.sql("update job set spec = jsonb_set(spec, '{onClusterLoss}', '\"RESCHEDULE\"') where id = :id")
                    .param("id", job)
                    .update();
        }
        return job;
    }

    private AgentDouble agent(String cluster) {
        AgentDouble agent = AgentDouble.joined(api, cluster).withNodes(2, "H800", 8);
        agent.settle();
        return agent;
    }
}
