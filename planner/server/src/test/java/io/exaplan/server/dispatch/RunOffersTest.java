package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.contract.HoldOrder;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.exaplan.contract.SyncResponse;
import io.exaplan.engine.model.Cut;
import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import io.exaplan.server.planning.StartOutcome;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From a due start to a run that has ended. */
@ServerTest
@Import(TestRuns.class)
class RunOffersTest {
    private final Api api;
    private final TestRuns runs;
    private final Polls polls;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;

    RunOffersTest(Api api, TestRuns runs, Polls polls, JdbcClient sql, TransactionTemplate transactions) {
        this.api = api;
        this.runs = runs;
        this.polls = polls;
        this.sql = sql;
        this.transactions = transactions;
    }

    @Test
    void aRunIsOfferedReportedAndDone() {
        AgentDouble agent = agent("whole-life", 2);
        RunRow run = runs.lease(agent, Wanted.gang(2, 8000));

        HoldOrder offered = agent.sync().hold().getFirst();
        agent.reports(run.id().toString(), run.jobId(), RunState.RUNNING);
        HoldOrder held = agent.sync().hold().getFirst();
        agent.reports(run.id().toString(), run.jobId(), RunState.SUCCEEDED, 0, "Completed");
        SyncResponse last = agent.sync();

        assertThat(offered.runId()).isEqualTo(run.id().toString());
        assertThat(offered.spec().workers()).extracting("node").containsExactlyInAnyOrder("n000", "n001");
        assertThat(held.spec()).isNull();
        assertThat(last.acknowledged()).containsExactly(run.id().toString());
        assertThat(last.hold()).isEmpty();
        assertThat(runs.jobState(run.jobId())).isEqualTo("SUCCEEDED");
        Api.Answer read = api.as(Role.VIEWER).get("/api/v1/runs/" + run.id());
        assertThat(read.body().at("/transitions").findValuesAsString("to"))
                .containsExactly("LEASED", "RUNNING", "SUCCEEDED");
    }

    @Test
    void aRunThatWasLeasedBeforeARestartIsOfferedAgainUnderItsId() {
        AgentDouble agent = agent("reoffered", 1);
        RunRow run = runs.lease(agent, Wanted.gang(1, 8000));
        agent.sync();

        agent.openSession();
        HoldOrder again = agent.sync().hold().getFirst();

        assertThat(again.runId()).isEqualTo(run.id().toString());
        assertThat(again.spec()).isNotNull();
    }

    @Test
    void doubleReportsChangeNothing() {
        AgentDouble agent = agent("double", 1);
        RunRow run = runs.lease(agent, Wanted.gang(1, 8000));
        agent.reports(run.id().toString(), run.jobId(), RunState.RUNNING);
        agent.sync();
        int once = runs.transitions(run);

        agent.send(agent.request());
        agent.sync();
        agent.reports(run.id().toString(), run.jobId(), RunState.STARTING);
        agent.sync();

        assertThat(runs.transitions(run)).isEqualTo(once);
        assertThat(runs.run(run).stage()).isEqualTo(RunStage.RUNNING);
    }

    @Test
    void anOvertakenRequestChangesNothing() {
        AgentDouble agent = agent("overtaken", 1);
        RunRow run = runs.lease(agent, Wanted.gang(1, 8000));
        agent.reports(run.id().toString(), run.jobId(), RunState.RUNNING);
        Object late = agent.nextRequest();
        agent.runs.clear();
        agent.sync();

        assertThat(agent.send(late).status()).isEqualTo(200);
        assertThat(runs.run(run).stage()).isEqualTo(RunStage.LEASED);
    }

    @Test
    void aPollEndsWhenThereAreOrders() throws Exception {
        AgentDouble agent = agent("poll-orders", 1);
        CompletableFuture<SyncResponse> poll = pending(agent);

        RunRow run = runs.lease(agent, Wanted.gang(1, 8000));

        assertThat(poll.get(1500, TimeUnit.MILLISECONDS).hold())
                .extracting(HoldOrder::runId)
                .containsExactly(run.id().toString());
    }

    @Test
    void aPollEndsWhenANewerSequenceArrives() throws Exception {
        AgentDouble agent = agent("poll-newer", 1);
        CompletableFuture<SyncResponse> poll = pending(agent);

        agent.waitMillis = 0;
        agent.sync();

        assertThat(poll.get(1500, TimeUnit.MILLISECONDS).hold()).isEmpty();
    }

    @Test
    void aPollEndsWhenANewerSessionBegins() throws Exception {
        AgentDouble agent = agent("poll-session", 1);
        agent.waitMillis = 20_000;
        Object request = agent.nextRequest();
        CompletableFuture<Integer> poll =
                CompletableFuture.supplyAsync(() -> agent.send(request).status());
        Awaitility.await().until(() -> polls.waits(agent.clusterId));

        agent.twin();

        assertThat(poll.get(1500, TimeUnit.MILLISECONDS)).isEqualTo(409);
    }

    @Test
    void thePlacerSaysNoWhereNothingIsFreeAndLongerEachTime() {
        AgentDouble agent = agent("full", 1);
        runs.lease(agent, Wanted.gang(1, 8000));
        long job = runs.job(Wanted.gang(1, 8000));

        Cut first = ((StartOutcome.NoRoom) runs.start(agent, job, 1)).cut();
        Cut second = ((StartOutcome.NoRoom) runs.start(agent, job, 1)).cut();

        assertThat(first.workers()).isEqualTo(1);
        assertThat(second.untilSecond() - first.untilSecond()).isEqualTo(60);
    }

    @Test
    void sharesOfADeviceStandTogether() {
        AgentDouble agent = agent("shares", 2);

        RunRow one = runs.lease(agent, Wanted.gang(1, 400));
        RunRow two = runs.lease(agent, Wanted.gang(1, 400));
        runs.lease(agent, Wanted.gang(1, 8000));

        List<HoldOrder> holds = agent.sync().hold();
        assertThat(holds).hasSize(3);
        assertThat(spec(holds, one).workers().getFirst().devices())
                .isEqualTo(spec(holds, two).workers().getFirst().devices());
    }

    @Test
    void whatIsRolledBackFreesItsPlace() {
        AgentDouble agent = agent("rollback", 1);
        long job = runs.job(Wanted.gang(1, 8000));

        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    runs.start(agent, job, 1);
                    throw new IllegalStateException("wanted");
                }))
                .hasMessage("wanted");

        assertThat(runs.start(agent, job, 1)).isInstanceOf(StartOutcome.Leased.class);
    }

    @Test
    void theFloorFollowsWhatEndsAndWhatIsCordoned() {
        AgentDouble agent = agent("floor", 1);
        RunRow run = runs.lease(agent, Wanted.gang(1, 8000));
        agent.reports(run.id().toString(), run.jobId(), RunState.SUCCEEDED, 0, null);
        agent.sync();
        long job = runs.job(Wanted.gang(1, 8000));

        Awaitility.await().until(() -> runs.start(agent, job, 1) instanceof StartOutcome.Leased);
    }

    @Test
    void aJobHasOneActiveRunWhateverAnybodyBelieves() {
        AgentDouble agent = agent("one", 2);
        RunRow run = runs.lease(agent, Wanted.gang(1, 8000));

        assertThat(runs.start(agent, run.jobId(), 1)).isInstanceOf(StartOutcome.NotNow.class);
        assertThatThrownBy(() -> sql.sql("""
                                insert into run (id, job_id, attempt, cluster_id, partition_id, state, width, spec, leader_epoch,
                                    plan_version, plan_leased)
                                select gen_random_uuid(), job_id, 2, cluster_id, partition_id, 'LOST', width, spec,
                                    leader_epoch, plan_version, plan_leased from run where id = :id""").param("id", run.id()).update()).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void aDrainingClusterGetsNoLease() {
        AgentDouble agent = agent("draining", 1);
        Api.Answer read = api.as(Role.ADMIN).get("/api/v1/clusters/draining");

        Api.Answer changed = api.as(Role.ADMIN)
                .put("/api/v1/clusters/draining/state", Map.of("state", "DRAINING"), "If-Match", read.header("ETag"));
        Api.Answer again = api.as(Role.ADMIN)
                .put("/api/v1/clusters/draining/state", Map.of("state", "ACTIVE"), "If-Match", read.header("ETag"));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(412);
        assertThat(runs.start(agent, runs.job(Wanted.gang(1, 8000)), 1)).isInstanceOf(StartOutcome.NotNow.class);
    }

    private static RunSpec spec(List<HoldOrder> holds, RunRow run) {
        return holds.stream()
                .filter(hold -> hold.runId().equals(run.id().toString()))
                .findFirst()
                .orElseThrow()
                .spec();
    }

    private AgentDouble agent(String cluster, int nodes) {
        AgentDouble agent = AgentDouble.joined(api, cluster).withNodes(nodes, "H800", 8);
        agent.settle();
        return agent;
    }

    private CompletableFuture<SyncResponse> pending(AgentDouble agent) {
        agent.waitMillis = Duration.ofSeconds(20).toMillis();
        Object request = agent.nextRequest();
        CompletableFuture<SyncResponse> poll =
                CompletableFuture.supplyAsync(() -> agent.understood(agent.send(request)));
        Awaitility.await().until(() -> polls.waits(agent.clusterId));
        return poll;
    }
}
