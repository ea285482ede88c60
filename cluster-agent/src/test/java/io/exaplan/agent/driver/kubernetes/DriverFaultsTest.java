package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What breaks around the driver, and the driver itself. */
class DriverFaultsTest extends OnTestBed {

    private static final int WRITES_OF_A_LIFE = 7;

    @Test
    void anAgentThatWasKilledFindsEverythingAgain() {
        RunSpec running = gang("goes-on", Map.of());
        cluster.hold(running);
        RunReport before = await(running, RunState.RUNNING);
        await("its mark", () -> marks("goes-on"), marks -> marks.containsKey(RunKeys.STARTED_AT));
        cluster.close();

        cluster = open("apply");

        assertThat(report("goes-on")).contains(before);
        assertThat(cluster.hold(running)).isEqualTo(new HoldOutcome.Held());
        assertThat(pods(running)).hasSize(2);
    }

    /** Before its first write to the API server, its second, ... : a run is made once, started once and ended once. */
    @Test
    void anAgentKilledBeforeAnyOfItsWritesLosesAndDoublesNothing() {
        int deaths = 0;
        for (int writes = 0; writes <= WRITES_OF_A_LIFE; writes++) {
            DyingClient dying = new DyingClient(writes);
            RunSpec spec = gang("dies-" + writes, Map.of());
            cluster.close();
            cluster = open("apply", dying.over(testBed));

            if (!lives(spec, dying::dead)) {
                deaths++;
                cluster.close();
                cluster = open("apply");
                assertThat(lives(spec, () -> false)).isTrue();
            }

            assertThat(admin.batch()
                            .v1()
                            .jobs()
                            .inNamespace(namespace)
                            .withLabel(RunKeys.RUN, spec.runId())
                            .list()
                            .getItems())
                    .hasSize(1);
            assertThat(admin.services()
                            .inNamespace(namespace)
                            .withLabel(RunKeys.RUN, spec.runId())
                            .list()
                            .getItems())
                    .hasSize(1);
            assertThat(marks(spec.runId())).containsEntry(RunKeys.END_REASON, RunReasons.STOPPED_BY_ORDER);
            assertThat(pods(spec)).isEmpty();
        }
        assertThat(deaths).as("the agent was really killed").isGreaterThanOrEqualTo(5);
    }

    /** Holds, stops and forgets the run as orders say; false when the agent died on the way. */
    private boolean lives(RunSpec spec, BooleanSupplier dead) {
        cluster.hold(spec);
        if (!comesTo(
                spec,
                dead,
                report -> report.state() == RunState.RUNNING || report.state().ended())) {
            return false;
        }
        cluster.stop(new StopOrder(spec.runId(), StopReason.CANCELLED, 1));
        if (!comesTo(spec, dead, report -> report.state() == RunState.STOPPED)) {
            return false;
        }
        try {
            cluster.forget(Set.of(spec.runId()));
        } catch (DriverFailure killed) {
            return false;
        }
        return comesTo(spec, dead, report -> false);
    }

    /** Waits until its report is as wanted, or there is none any more; false when the agent died before. */
    private boolean comesTo(RunSpec spec, BooleanSupplier dead, Predicate<RunReport> wanted) {
        await(
                spec.runId(),
                () -> report(spec.runId()),
                report -> dead.getAsBoolean() || report.map(wanted::test).orElse(true));
        return !dead.getAsBoolean();
    }

    @Test
    void twoAgentsThatHoldTheSameRunAtOnceMakeItOnce() throws Exception {
        RunSpec spec = gang("contested", Map.of("TESTBED_SECONDS", "2"));
        try (KubernetesCluster other = open("apply")) {
            List<KubernetesCluster> both = List.of(cluster, other);
            List<CompletableFuture<HoldOutcome>> outcomes = both.stream()
                    .map(agent -> CompletableFuture.supplyAsync(() -> agent.hold(spec)))
                    .toList();
            for (CompletableFuture<HoldOutcome> outcome : outcomes) {
                assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo(new HoldOutcome.Held());
            }
            await(spec, RunState.SUCCEEDED);
        }

        assertThat(pods(spec)).hasSize(2);
    }

    @Test
    void reportsANodeThatWasLostAndEndsTheGang() {
        RunSpec spec = gang("loses", Map.of());
        cluster.hold(spec);
        await(spec, RunState.RUNNING);

        editing(() -> admin.nodes()
                .withName(nodes.getFirst())
                .edit(node -> node.edit()
                        .editMetadata()
                        .addToAnnotations("testbed.exaplan.io/down", "true")
                        .endMetadata()
                        .build()));

        await(
                "the node's state",
                () -> node(nodes.getFirst()),
                report -> !report.orElseThrow().ready());
        RunReport failed = await(spec, RunState.FAILED);
        assertThat(failed.reason()).isEqualTo(RunReasons.NODE_LOST);
        assertThat(failed.message()).contains(nodes.getFirst());
        await("the gang's end", () -> pods(spec), List::isEmpty);
    }

    @Test
    void seesWhatHappenedWhileItsWatchesWereCut() throws IOException {
        try (CutWire wire = CutWire.to(testBed)) {
            cluster.close();
            cluster = open("apply", wire.client());
            RunSpec spec = gang("unseen", Map.of("TESTBED_SECONDS", "3"));
            cluster.hold(spec);
            await(spec, RunState.RUNNING);

            wire.cut();
            assertThat(report("unseen").orElseThrow().state()).isEqualTo(RunState.RUNNING);
            await(
                    "its end, which the agent cannot see",
                    () -> admin.batch()
                            .v1()
                            .jobs()
                            .inNamespace(namespace)
                            .withName("exaplan-unseen")
                            .get()
                            .getStatus(),
                    status -> status.getCompletionTime() != null);
            assertThat(report("unseen").orElseThrow().state()).isEqualTo(RunState.RUNNING);
            wire.mend();

            await(spec, RunState.SUCCEEDED);
        }
    }

    @Test
    void endsNothingWhileTheApiServerIsAwayForAMinute() throws IOException {
        cluster.close();
        cluster = open("mode: apply\n", testBed.admin(), "PT10S");
        RunSpec spec = gang("goes-on-without", Map.of());
        cluster.hold(spec);
        RunReport before = await(spec, RunState.RUNNING);
        await("its mark", () -> marks("goes-on-without"), marks -> marks.containsKey(RunKeys.STARTED_AT));

        testBed.killApiServer();
        try {
            long away = System.nanoTime();
            await("the silence", this::silent, Boolean::booleanValue);
            await(
                    "a minute",
                    () -> {
                        assertThat(report("goes-on-without")).contains(before);
                        return System.nanoTime() - away;
                    },
                    nanos -> nanos > TimeUnit.MINUTES.toNanos(1));
            assertThat(cluster.hold(gang("not-now", Map.of()))).isInstanceOf(HoldOutcome.Postponed.class);
            assertThat(cluster.stop(new StopOrder("goes-on-without", StopReason.PREEMPTED, 1)))
                    .isInstanceOf(StopOutcome.Postponed.class);
        } finally {
            testBed.startApiServerAgain();
        }

        await("its return", this::silent, silent -> !silent);
        assertThat(report("goes-on-without")).contains(before);
        cluster.stop(new StopOrder("goes-on-without", StopReason.PREEMPTED, 1));
        await(spec, RunState.STOPPED);
    }

    private boolean silent() {
        try {
            cluster.inventory();
            return false;
        } catch (DriverFailure silence) {
            return true;
        }
    }
}
