package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Replicas that span nodes, with nothing but the rights of the chart's accounts. */
class GroupRightsAndReaperTest extends WithChartsAccounts {

    private static final int[] BOTH = {0, 1};

    @BeforeAll
    static void addLeaderWorkerSet(TestBed shared) throws IOException {
        shared.add("lws");
    }

    @Test
    void servesAndStopsWithTheRightsOfTheChart() {
        cluster.close();
        cluster = open("apply", testBed.as(token("agent")));
        RunSpec spec = groups("spans-with-rights", 1, Map.of(), BOTH, BOTH);
        assertThat(cluster.hold(spec)).isEqualTo(new HoldOutcome.Held());
        await(spec, RunState.RUNNING);
        assertThat(cluster.hold(groups("spans-with-rights", 2, Map.of(), BOTH))).isEqualTo(new HoldOutcome.Held());
        await("one replica", () -> pods(spec).size(), count -> count == 2);

        assertThat(cluster.stop(new StopOrder("spans-with-rights", StopReason.CANCELLED, 1)))
                .isEqualTo(new StopOutcome.Ending());

        await(spec, RunState.STOPPED);
        assertThat(pods(spec)).isEmpty();
    }

    @Test
    void theReaperEndsGroupsWhoseLeaseIsOverAndTouchesNoOther() throws IOException {
        RunSpec guarded = leased(groups("guarded-groups", 1, Map.of(), BOTH), 600);
        RunSpec bare = groups("bare-groups", 1, Map.of(), BOTH);
        cluster.hold(guarded);
        cluster.hold(bare);
        await(guarded, RunState.RUNNING);
        await(bare, RunState.RUNNING);

        assertThat(reap(Duration.ofMinutes(9))).isEmpty();
        writeLeaseOver("guarded-groups");
        writeLeaseOver("bare-groups");
        assertThat(reap(Duration.ZERO)).contains("guarded-groups").doesNotContain("bare-groups");

        assertThat(await(guarded, RunState.FAILED).reason()).isEqualTo(RunReasons.LEASE_EXPIRED);
        LeaderWorkerSets sets = new LeaderWorkerSets(admin, namespace);
        await("its group's end", () -> sets.of("guarded-groups"), List::isEmpty);
        cluster.hold(leased(groups("guarded-groups", 2, Map.of(), BOTH), 600));
        assertThat(sets.of("guarded-groups")).as("never made again").isEmpty();
        assertThat(pods(guarded)).isEmpty();
        assertThat(report("bare-groups").orElseThrow().state()).isEqualTo(RunState.RUNNING);
        assertThat(pods(bare)).hasSize(2);
    }

    private static void writeLeaseOver(String runId) {
        editing(() -> admin.services()
                .inNamespace(namespace)
                .withName("exaplan-" + runId)
                .edit(service -> service.edit()
                        .editMetadata()
                        .addToAnnotations(
                                RunKeys.LEASE_UNTIL,
                                Instant.now().minusSeconds(1).toString())
                        .endMetadata()
                        .build()));
    }
}
