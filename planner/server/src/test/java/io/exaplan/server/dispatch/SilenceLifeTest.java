package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.RunState;
import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import io.exaplan.server.inventory.FreshnessWatch;
import io.exaplan.server.planning.StartOutcome;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What silence does, on the wall's clock; one agent always speaks, unless all are to be silent. */
@ServerTest
@Import(TestRuns.class)
class SilenceLifeTest {
    private final Api api;
    private final TestRuns runs;
    private final MutableClock clock;
    private final FreshnessWatch freshness;
    private final RunWatch watch;
    private final JdbcClient sql;

    SilenceLifeTest(
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
    void silenceMakesStaleThenLostAndTheRunIsAdoptedWhenItsClusterReturns() {
        AgentDouble speaking = agent("speaking");
        AgentDouble silent = agent("silent");
        RunRow run = running(silent);

        pass(speaking, Duration.ofSeconds(61));
        String stale = freshnessOf("silent");
        StartOutcome whileStale = runs.start(silent, runs.job(Wanted.gang(1, 1000)), 1);
        RunStage afterAMinute = runs.run(run).stage();
        pass(speaking, Duration.ofMinutes(15));
        Awaitility.await().until(() -> {
            watch.look();
            return runs.run(run).stage() == RunStage.LOST;
        });
        String jobWhileLost = runs.jobState(run.jobId());
        StartOutcome whileLost = runs.start(speaking, run.jobId(), 1);
        silent.sync();

        assertThat(stale).isEqualTo("STALE");
        assertThat(whileStale).isInstanceOf(StartOutcome.NotNow.class);
        assertThat(afterAMinute).isEqualTo(RunStage.RUNNING);
        assertThat(jobWhileLost).isEqualTo("ACTIVE");
        assertThat(whileLost).isInstanceOf(StartOutcome.NotNow.class);
        assertThat(runs.run(run).stage()).isEqualTo(RunStage.RUNNING);
        assertThat(freshnessOf("silent")).isEqualTo("FRESH");
    }

    @Test
    void aLostRunIsGivenUpByAnOperatorAndAdoptedIfItsJobStillWaits() {
        AgentDouble speaking = agent("speaks-on");
        AgentDouble silent = agent("given-up");
        RunRow run = running(silent);
        Api.Answer tooEarly = giveUp(run);
        lose(speaking, run);

        Api.Answer givenUp = giveUp(run);
        String requeued = runs.jobState(run.jobId());
        silent.sync();

        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(givenUp.status()).isEqualTo(200);
        assertThat(requeued).isEqualTo("QUEUED");
        assertThat(runs.run(run).stage()).isEqualTo(RunStage.RUNNING);
        assertThat(runs.jobState(run.jobId())).isEqualTo("ACTIVE");
    }

    @Test
    void aGivenUpRunWhoseJobRunsElsewhereIsAnOrphan() {
        AgentDouble speaking = agent("elsewhere");
        AgentDouble silent = agent("superseded");
        RunRow run = running(silent);
        lose(speaking, run);
        giveUp(run);
        StartOutcome elsewhere = runs.start(speaking, run.jobId(), 1);

        silent.sync();

        assertThat(elsewhere).isInstanceOf(StartOutcome.Leased.class);
        assertThat(runs.run(run).givenUp()).isTrue();
        assertThat(api.as(Role.VIEWER).get("/api/v1/orphans?cluster=superseded").text("/items/0/explanation"))
                .contains("gone on without it");
    }

    @Test
    void whenAllFallSilentThePlannerSuspectsItself() {
        AgentDouble one = agent("all-one");
        AgentDouble two = agent("all-two");
        RunRow run = running(one);

        clock.advance(Duration.ofHours(1));
        freshness.look();
        watch.look();
        boolean suspected = freshness.suspectsItself();
        RunStage meanwhile = runs.run(run).stage();
        two.sync();
        freshness.look();
        watch.look();

        assertThat(suspected).isTrue();
        assertThat(meanwhile).isEqualTo(RunStage.RUNNING);
        assertThat(freshness.suspectsItself()).isFalse();
        assertThat(freshnessOf("all-one")).isEqualTo("STALE");
        assertThat(sql.sql("select count(*) from event where type = 'planner.suspects-itself'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private Api.Answer giveUp(RunRow run) {
        return api.as(Role.ADMIN)
                .post("/api/v1/runs/" + run.id() + "/give-up", Map.of("reason", "the site burnt down"));
    }

    private void lose(AgentDouble speaking, RunRow run) {
        pass(speaking, Duration.ofSeconds(61));
        pass(speaking, Duration.ofMinutes(15));
        Awaitility.await().until(() -> {
            watch.look();
            return runs.run(run).stage() == RunStage.LOST;
        });
    }

    /** Time passes in which only one agent is heard. */
    private void pass(AgentDouble speaking, Duration time) {
        clock.advance(time);
        speaking.sync();
        freshness.look();
    }

    private String freshnessOf(String cluster) {
        return api.as(Role.VIEWER).get("/api/v1/clusters/" + cluster).text("/freshness");
    }

    private RunRow running(AgentDouble agent) {
        RunRow run = runs.lease(agent, Wanted.gang(1, 8000));
        agent.reports(run.id().toString(), run.jobId(), RunState.RUNNING);
        agent.sync();
        return run;
    }

    private AgentDouble agent(String cluster) {
        AgentDouble agent = AgentDouble.joined(api, cluster).withNodes(2, "H800", 8);
        agent.settle();
        return agent;
    }
}
