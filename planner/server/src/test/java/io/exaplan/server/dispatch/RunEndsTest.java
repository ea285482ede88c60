package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.HoldOrder;
import io.exaplan.contract.OrdersSeen;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import io.exaplan.contract.SyncRequest;
import io.exaplan.contract.SyncResponse;
import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import io.exaplan.server.planning.Leadership;
import io.exaplan.server.planning.RunLedger;
import io.exaplan.server.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** How runs end, and what that means for their jobs; and that nothing ends by absence. */
@ServerTest
@Import(TestRuns.class)
class RunEndsTest {
    private final Api api;
    private final TestRuns runs;
    private final Sessions sessions;
    private final RunReports reports;
    private final Orphans orphans;
    private final RunLedger ledger;
    private final Leadership leadership;
    private final TransactionTemplate transactions;

    RunEndsTest(
            Api api,
            TestRuns runs,
            Sessions sessions,
            RunReports reports,
            Orphans orphans,
            RunLedger ledger,
            Leadership leadership,
            TransactionTemplate transactions) {
        this.api = api;
        this.runs = runs;
        this.sessions = sessions;
        this.reports = reports;
        this.orphans = orphans;
        this.ledger = ledger;
        this.leadership = leadership;
        this.transactions = transactions;
    }

    @Test
    void aFailureBeyondItsAttemptsFailsTheJob() {
        AgentDouble agent = agent("fails", 1);
        RunRow run = running(agent, Wanted.gang(1, 8000));

        fail(agent, run, 1, "ExitCode");

        assertThat(runs.jobState(run.jobId())).isEqualTo("FAILED");
    }

    @Test
    void aFailureWorthAnotherAttemptQueuesTheJobAgain() {
        AgentDouble agent = agent("retries", 1);
        RunRow run = running(agent, Wanted.gang(1, 8000).retrying(3, 75));

        fail(agent, run, 75, "ExitCode");

        assertThat(runs.jobState(run.jobId())).isEqualTo("QUEUED");
    }

    @Test
    void anExitCodeNotWorthItFailsTheJobAtOnce() {
        AgentDouble agent = agent("not-worth", 1);
        RunRow run = running(agent, Wanted.gang(1, 8000).retrying(3, 75));

        fail(agent, run, 1, "ExitCode");

        assertThat(runs.jobState(run.jobId())).isEqualTo("FAILED");
    }

    @Test
    void aNodeThatFailedIsNotTheJobsFault() {
        AgentDouble agent = agent("node-lost", 1);
        RunRow run = running(agent, Wanted.gang(1, 8000));

        fail(agent, run, null, "NodeLost");

        assertThat(runs.jobState(run.jobId())).isEqualTo("QUEUED");
    }

    @Test
    void aReportOvertakenOnItsWayDoesNotCallAnEndedRunAnOrphan() {
        AgentDouble agent = agent("overtaken", 1);
        RunRow run = running(agent, Wanted.gang(1, 8000));
        SyncRequest overtaken = agent.nextRequest();
        sessions.heard(agent.clusterId, overtaken);
        fail(agent, run, 1, "ExitCode");

        reports.apply(agent.clusterId, overtaken, 0);

        assertThat(orphans.of(agent.clusterId)).isEmpty();
        assertThat(runs.jobState(run.jobId())).isEqualTo("FAILED");
    }

    @Test
    void aCancelledJobsRunIsOrderedToStopAndFollows() {
        AgentDouble agent = agent("cancels", 1);
        RunRow run = running(agent, Wanted.gang(1, 8000));

        runs.wish(run.jobId(), "CANCEL");
        StopOrder order = Awaitility.await().until(() -> stopOf(agent.sync(), run), found -> found != null);
        agent.reports(run.id().toString(), run.jobId(), RunState.STOPPED, 143, "StoppedByOrder");
        agent.sync();

        assertThat(order.reason()).isEqualTo(StopReason.CANCELLED);
        assertThat(runs.run(run).stage()).isEqualTo(RunStage.CANCELLED);
        assertThat(runs.jobState(run.jobId())).isEqualTo("CANCELLED");
    }

    @Test
    void aRunTheClusterNeverHeldEndsOnceTheOrderWasApplied() {
        AgentDouble agent = agent("never-held", 1);
        RunRow run = runs.lease(agent, Wanted.gang(1, 8000));

        runs.wish(run.jobId(), "SUSPEND");
        Awaitility.await().until(() -> stopOf(agent.sync(), run) != null);
        agent.sync();

        assertThat(runs.run(run).stage()).isEqualTo(RunStage.CANCELLED);
        assertThat(runs.jobState(run.jobId())).isEqualTo("SUSPENDED");
    }

    @Test
    void aPreemptedRunsJobIsQueuedAgain() {
        AgentDouble agent = agent("preempts", 1);
        RunRow run = running(agent, Wanted.gang(1, 8000));
        long mark = ledger.mark();

        preempt(List.of(run));
        agent.sync();
        agent.reports(run.id().toString(), run.jobId(), RunState.STOPPED, 143, "StoppedByOrder");
        agent.sync();

        assertThat(runs.run(run).stage()).isEqualTo(RunStage.PREEMPTED);
        assertThat(runs.jobState(run.jobId())).isEqualTo("QUEUED");
        assertThat(ledger.changesAfter(mark).ended()).contains(run.id());
        assertThat(ledger.active()).noneMatch(active -> active.runId().equals(run.id()));
    }

    @Test
    void nothingStopsByAbsence() {
        AgentDouble agent = agent("absence", 1);
        String stranger = UUID.randomUUID().toString();
        agent.reports(stranger, 4711, RunState.RUNNING);
        agent.reports("no-uuid-at-all", 4712, RunState.RUNNING);

        SyncResponse response = agent.sync();
        agent.sync();

        assertThat(response.stop()).isEmpty();
        assertThat(response.acknowledged()).isEmpty();
        Api.Answer orphans = api.as(Role.VIEWER).get("/api/v1/orphans?cluster=absence");
        assertThat(orphans.body().at("/items").findValuesAsString("runId"))
                .containsExactlyInAnyOrder(stranger, "no-uuid-at-all");
        assertThat(orphans.text("/items/0/explanation")).contains("no record of", "Nothing was stopped");
    }

    @Test
    void anOrphanEndsOnAnOperatorsWordOnly() {
        AgentDouble agent = agent("orphan-stop", 1);
        String stranger = UUID.randomUUID().toString();
        agent.reports(stranger, 4711, RunState.RUNNING);
        agent.sync();

        int forbidden = api.as(Role.PLANNER)
                .post("/api/v1/orphans/orphan-stop/" + stranger + "/stop", null)
                .status();
        api.asClusterAdminOf(agent.clusterId).post("/api/v1/orphans/orphan-stop/" + stranger + "/stop", null);
        List<StopOrder> stops = agent.sync().stop();
        agent.reports(stranger, 4711, RunState.STOPPED);
        List<String> acknowledged = agent.sync().acknowledged();
        agent.sync();

        assertThat(forbidden).isEqualTo(403);
        assertThat(stops).extracting(StopOrder::reason).containsExactly(StopReason.ORPHANED);
        assertThat(acknowledged).containsExactly(stranger);
        assertThat(api.as(Role.VIEWER)
                        .get("/api/v1/orphans?cluster=orphan-stop")
                        .body()
                        .at("/items")
                        .size())
                .isZero();
    }

    @Test
    void aPlannerWithAnotherMemoryStopsNothing() {
        AgentDouble agent = agent("other-memory", 1);
        agent.reports(UUID.randomUUID().toString(), 1, RunState.RUNNING);
        agent.seen = new OrdersSeen(UUID.randomUUID().toString(), 99, 99);

        SyncResponse response = agent.sync();

        assertThat(response.stop()).isEmpty();
        assertThat(response.orders().leaderEpoch()).isLessThan(99);
    }

    @Test
    void ordersGoOnAboveWhatTheAgentHasSeenOfThisDatabase() {
        AgentDouble agent = agent("restored", 1);
        OrdersSeen seen = agent.seen;
        agent.seen = new OrdersSeen(seen.databaseId(), seen.leaderEpoch() + 5, seen.revision() + 100);

        SyncResponse response = agent.sync();

        assertThat(response.orders().leaderEpoch()).isEqualTo(seen.leaderEpoch() + 5);
        assertThat(response.orders().revision()).isEqualTo(seen.revision() + 101);
    }

    @Test
    void aMassStopWaitsForTheOperator() {
        AgentDouble agent = agent("mass", 2);
        List<RunRow> all = new ArrayList<>();
        IntStream.range(0, 12).forEach(i -> all.add(running(agent, Wanted.gang(1, 1000))));

        preempt(all);
        SyncResponse held = agent.sync();
        Api.Answer waiting = api.as(Role.VIEWER).get("/api/v1/mass-stops");
        long id = waiting.body().at("/items/0/id").asLong();
        Api.Answer confirmed =
                api.asClusterAdminOf(agent.clusterId).post("/api/v1/mass-stops/" + id + "/confirm", null);

        assertThat(held.stop()).isEmpty();
        assertThat(held.hold()).hasSize(12);
        assertThat(waiting.body().at("/items/0/runs").asInt()).isEqualTo(12);
        assertThat(confirmed.status()).isEqualTo(200);
        SyncResponse after = agent.sync();
        assertThat(after.stop()).hasSize(12);
        assertThat(after.hold()).isEmpty();
    }

    @Test
    void aFewStopsDoNotWait() {
        AgentDouble agent = agent("few", 2);
        List<RunRow> all = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> all.add(running(agent, Wanted.gang(1, 1000))));

        preempt(all.subList(0, 4));
        assertThat(ledger.stops(agent.clusterId)).isEqualTo(new RunLedger.Stops(10, 4));
        preempt(all.subList(4, 10));
        assertThat(ledger.stops(agent.clusterId).left()).isZero();

        assertThat(agent.sync().stop()).hasSize(10);
    }

    @Test
    void anEndedRunThatLivesIsAnOrphan() {
        AgentDouble agent = agent("undead", 1);
        RunRow run = running(agent, Wanted.gang(1, 8000));
        agent.reports(run.id().toString(), run.jobId(), RunState.SUCCEEDED, 0, null);
        agent.sync();

        agent.reports(run.id().toString(), run.jobId(), RunState.RUNNING);
        SyncResponse response = agent.sync();

        assertThat(response.stop()).isEmpty();
        assertThat(response.hold()).isEmpty();
        assertThat(runs.run(run).stage()).isEqualTo(RunStage.SUCCEEDED);
        assertThat(api.as(Role.VIEWER).get("/api/v1/orphans?cluster=undead").text("/items/0/explanation"))
                .contains("recorded here as SUCCEEDED");
    }

    private void preempt(List<RunRow> rows) {
        transactions.executeWithoutResult(status -> {
            leadership.fence();
            ledger.preempt(rows.stream().collect(Collectors.toMap(RunRow::id, run -> "test")));
        });
    }

    private static StopOrder stopOf(SyncResponse response, RunRow run) {
        return response.stop().stream()
                .filter(order -> order.runId().equals(run.id().toString()))
                .findFirst()
                .orElse(null);
    }

    private void fail(AgentDouble agent, RunRow run, Integer exitCode, String reason) {
        agent.reports(run.id().toString(), run.jobId(), RunState.FAILED, exitCode, reason);
        List<HoldOrder> hold = agent.sync().hold();

        assertThat(hold).isEmpty();
        assertThat(runs.run(run).stage()).isEqualTo(RunStage.FAILED);
    }

    private RunRow running(AgentDouble agent, Wanted wanted) {
        RunRow run = runs.lease(agent, wanted);
        agent.reports(run.id().toString(), run.jobId(), RunState.RUNNING);
        agent.sync();
        return run;
    }

    private AgentDouble agent(String cluster, int nodes) {
        AgentDouble agent = AgentDouble.joined(api, cluster).withNodes(nodes, "H800", 8);
        agent.settle();
        return agent;
    }
}
