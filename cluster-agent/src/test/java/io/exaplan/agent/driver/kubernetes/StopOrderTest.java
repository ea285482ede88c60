package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that are cancelled, preempted, expired or suspended. */
class StopOrderTest extends OnTestBed {

    @ParameterizedTest
    @EnumSource(names = {"CANCELLED", "PREEMPTED", "EXPIRED", "SUSPENDED"})
    void stopsByOrder(StopReason reason) {
        String runId = "stops-" + reason.name().toLowerCase(Locale.ROOT);
        RunSpec spec = gang(runId, Map.of("TESTBED_STOP_SECONDS", "1"));
        cluster.hold(spec);
        await(spec, RunState.RUNNING);

        assertThat(cluster.stop(new StopOrder(runId, reason, 5))).isEqualTo(new StopOutcome.Ending());
        assertThat(cluster.stop(new StopOrder(runId, reason, 5))).isEqualTo(new StopOutcome.Ending());

        RunReport stopped = await(spec, RunState.STOPPED);
        assertThat(stopped.reason()).isEqualTo(RunReasons.STOPPED_BY_ORDER);
        assertThat(stopped.startedAt()).isNotNull();
        assertThat(stopped.message()).contains(reason.name());
        assertThat(pods(spec)).isEmpty();
        assertThat(cluster.stop(new StopOrder("unknown", StopReason.CANCELLED, 5)))
                .isEqualTo(new StopOutcome.NeverHeld());
    }
}
