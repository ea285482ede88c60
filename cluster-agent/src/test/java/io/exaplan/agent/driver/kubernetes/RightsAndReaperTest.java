package io.exaplan.agent.driver.kubernetes;

import static io.exaplan.agent.driver.kubernetes.ANode.anH800;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.NodeReport;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkKind;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the chart's accounts may do, and what its reaper does with them. */
class RightsAndReaperTest extends WithChartsAccounts {

    @Test
    void needsTheRightsOfTheChartAndHasNoOthers() {
        String token = token("agent");
        cluster.close();
        cluster = open("apply", testBed.as(token));

        RunSpec ends = gang("with-rights", Map.of("TESTBED_SECONDS", "1"));
        cluster.hold(ends);
        await(ends, RunState.SUCCEEDED);
        RunSpec stops = gang("stopped-with-rights", Map.of());
        cluster.hold(stops);
        await(stops, RunState.RUNNING);
        assertThat(cluster.stop(new StopOrder("stopped-with-rights", StopReason.PREEMPTED, 1)))
                .isEqualTo(new StopOutcome.Ending());
        await(stops, RunState.STOPPED);
        serves();
        cluster.markOrphans(Set.of());
        cluster.forget(Set.of("with-rights", "stopped-with-rights", "serves-with-rights"));

        try (KubernetesClient agent = testBed.as(token)) {
            refused(() -> agent.secrets().inNamespace(namespace).list());
            refused(() -> agent.batch()
                    .v1()
                    .jobs()
                    .inNamespace("default")
                    .withName("theirs")
                    .delete());
            refused(() -> agent.batch().v1().cronjobs().inNamespace(namespace).list());
            refused(() -> agent.nodes().withName(nodes.getFirst()).delete());
            refused(() -> agent.pods().inNamespace("default").withName("theirs").delete());
        }
    }

    @Test
    void theReaperEndsRunsWhoseLeaseIsOverAndTouchesNoOther() throws IOException {
        RunSpec guarded = spec("guarded", Map.of(), null, 600L);
        cluster.hold(guarded);
        await(guarded, RunState.RUNNING);
        RunSpec bare = onOneMore("without-a-lease", null);
        RunSpec renewed = onOneMore("renewed", 600L);

        assertThat(reap(Duration.ofMinutes(9))).as("nine minutes on").isEmpty();
        writeLease("guarded", Instant.now().minusSeconds(1));
        writeLease("without-a-lease", Instant.now().minusSeconds(1));
        String reaped = reap(Duration.ZERO);

        assertThat(reaped).contains("guarded").doesNotContain("renewed", "without-a-lease");
        RunReport ended = await(guarded, RunState.FAILED);
        assertThat(ended.reason()).isEqualTo(RunReasons.LEASE_EXPIRED);
        await("its pods' end", () -> pods(guarded), List::isEmpty);
        assertThat(reap(Duration.ZERO)).as("a second look").isEmpty();
        assertThat(cluster.hold(guarded)).isEqualTo(new HoldOutcome.Held());
        assertThat(report("guarded").orElseThrow().state())
                .as("never made again")
                .isEqualTo(RunState.FAILED);
        assertThat(report("without-a-lease").orElseThrow().state()).isEqualTo(RunState.RUNNING);
        assertThat(report("renewed").orElseThrow().state()).isEqualTo(RunState.RUNNING);
        assertThat(pods(bare)).hasSize(1);
        assertThat(pods(renewed)).hasSize(1);
    }

    @Test
    void theReaperEndsServicesWhoseLeaseIsOver() throws IOException {
        RunSpec guarded = leased(service("guarded-service", 1, Map.of(), 1, 1), 600);
        cluster.hold(guarded);
        await(guarded, RunState.RUNNING);

        assertThat(reap(Duration.ofMinutes(9))).doesNotContain("guarded-service");
        editing(() -> admin.services()
                .inNamespace(namespace)
                .withName("exaplan-guarded-service")
                .edit(service -> service.edit()
                        .editMetadata()
                        .addToAnnotations(
                                RunKeys.LEASE_UNTIL,
                                Instant.now().minusSeconds(1).toString())
                        .endMetadata()
                        .build()));
        assertThat(reap(Duration.ZERO)).contains("guarded-service");

        assertThat(await(guarded, RunState.FAILED).reason()).isEqualTo(RunReasons.LEASE_EXPIRED);
        await("its pods' end", () -> pods(guarded), List::isEmpty);
        cluster.hold(leased(service("guarded-service", 2, Map.of(), 2, 1), 600));
        assertThat(report("guarded-service").orElseThrow().state())
                .as("never made again")
                .isEqualTo(RunState.FAILED);
    }

    @Test
    void anAgentThatHearsThePlannerRenewsLeasesFromWhenItAsked() {
        RunSpec guarded = spec("leased", Map.of(), null, 600L);
        cluster.heardPlanner(Duration.ofMinutes(8));
        cluster.hold(guarded);
        await(guarded, RunState.RUNNING);
        Instant first = lease("leased");

        cluster.heardPlanner(Duration.ofSeconds(5));

        assertThat(cluster.deadMansSwitch()).contains(Duration.ofMinutes(3));
        assertThat(first)
                .as("two of ten minutes are left")
                .isBefore(Instant.now().plusSeconds(121));
        assertThat(lease("leased"))
                .isBetween(Instant.now().plusSeconds(500), Instant.now().plusSeconds(596));
    }

    @Test
    void theReapersAccountMayDoNothingElse() {
        try (KubernetesClient reaper = testBed.as(token("agent-reaper"))) {
            refused(() -> reaper.pods().inNamespace(namespace).list());
            refused(() -> reaper.batch().v1().jobs().inNamespace("default").list());
            refused(() -> reaper.batch()
                    .v1()
                    .jobs()
                    .inNamespace(namespace)
                    .withName("any")
                    .delete());
            refused(() -> reaper.secrets().inNamespace(namespace).list());
            refused(() -> reaper.nodes().list());
        }
    }

    private void serves() {
        cluster.hold(service("serves-with-rights", 1, Map.of(), 1, 1));
        RunSpec fewer = service("serves-with-rights", 2, Map.of(), 1, 0);
        await(fewer, RunState.RUNNING);
        assertThat(cluster.hold(fewer)).isEqualTo(new HoldOutcome.Held());
        await("one replica", () -> pods(fewer).size(), count -> count == 1);
        cluster.stop(new StopOrder("serves-with-rights", StopReason.CANCELLED, 1));
        await(fewer, RunState.STOPPED);
    }

    private static Instant lease(String runId) {
        return Instant.parse(marks(runId).get(RunKeys.LEASE_UNTIL));
    }

    private static void writeLease(String runId, Instant until) {
        editing(() -> admin.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName("exaplan-" + runId)
                .edit(job -> job.edit()
                        .editMetadata()
                        .addToAnnotations(RunKeys.LEASE_UNTIL, until.toString())
                        .endMetadata()
                        .build()));
    }

    /** A run of one worker on a node of its own. */
    private RunSpec onOneMore(String runId, @Nullable Long leaseSeconds) {
        String name = "n-" + runId;
        nodes.add(name);
        admin.resource(anH800(name).ready(false).build()).create();
        await("its node", () -> node(name).filter(NodeReport::ready).isPresent(), Boolean::booleanValue);
        RunSpec spec = new RunSpec(
                runId,
                1,
                8,
                "job",
                "team",
                null,
                WorkKind.TRAINING,
                List.of(worker(0, name)),
                runtime(Map.of()),
                null,
                null,
                1,
                leaseSeconds,
                null);
        cluster.hold(spec);
        await(spec, RunState.RUNNING);
        return spec;
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(403));
    }
}
