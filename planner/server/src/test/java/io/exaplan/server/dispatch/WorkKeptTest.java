package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exaplan.contract.HoldOrder;
import io.exaplan.contract.RunState;
import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A run that goes on from a checkpoint has only the rest to do, and starts only where the checkpoint can be read. */
@ServerTest
class WorkKeptTest {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final Api admin;
    private final MutableClock clock;

    WorkKeptTest(Api api, MutableClock clock) {
        this.admin = api.as(Role.ADMIN);
        this.clock = clock;
    }

    @Test
    void aReRunHasTheRestToDoWhereItsCheckpointIs() {
        AgentDouble here = AgentDouble.joined(admin, "kept-here").withNodes(1, "H800", 8);
        here.settle();
        AgentDouble there = AgentDouble.joined(admin, "kept-there").withNodes(1, "H800", 8);
        there.settle();
        Tenancy.tenant(admin, "keepers");
        Map<String, Object> job = Tenancy.job("keepers");
        job.put(
                "checkpoint",
                Map.of(
                        "location",
                        "s3://keepers/7",
                        "interval",
                        INTERVAL.toString(),
                        "readableFrom",
                        List.of("kept-there")));
        job.put("residency", List.of("kept-here", "kept-there"));
        job.put("accelerators", Map.of("models", List.of("H800")));
        there.sync();
        long id = Tenancy.submitted(admin, job);
        AgentDouble first = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> offered(here, there), found -> found != null);
        HoldOrder offer = first.sync().hold().getFirst();
        assertThat(offer.spec().expectedSeconds()).isEqualTo(Duration.ofHours(4).toSeconds());
        assertThat(offer.spec().runtime().environment()).containsEntry("EXAPLAN_CHECKPOINT", "s3://keepers/7");
        first.reports(offer.runId(), id, RunState.RUNNING);
        first.sync();

        clock.advance(Duration.ofMinutes(45));
        here.sync();
        there.sync();
        first.reports(offer.runId(), id, RunState.FAILED, null, "NodeLost");
        first.sync();

        Api.Answer view = admin.get("/api/v1/jobs/" + id);
        assertThat(view.body().at("/workDone").asDouble()).isCloseTo(40.0 / 240, within(1e-9));
        there.waitMillis = 2_000;
        HoldOrder again = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> there.sync().hold(),
                        holds -> holds.stream().anyMatch(hold -> !hold.runId().equals(offer.runId())))
                .stream()
                .filter(hold -> !hold.runId().equals(offer.runId()))
                .findFirst()
                .orElseThrow();
        assertThat(again.spec().expectedSeconds())
                .isEqualTo(Duration.ofMinutes(200).toSeconds());
    }

    private static AgentDouble offered(AgentDouble... agents) {
        for (AgentDouble agent : agents) {
            if (!agent.sync().hold().isEmpty()) {
                return agent;
            }
        }
        return null;
    }

    @Test
    void whatIsKeptIsWholeCheckpointsAndNeverAllOfIt() {
        long rest = Duration.ofHours(4).toSeconds();

        assertThat(WorkKept.done(0, INTERVAL.minusSeconds(1), INTERVAL, rest)).isZero();
        assertThat(WorkKept.done(0, INTERVAL, INTERVAL, rest)).isCloseTo(1.0 / 24, within(1e-12));
        assertThat(WorkKept.done(0.5, Duration.ofHours(1), INTERVAL, rest)).isCloseTo(0.5 + 0.5 / 4, within(1e-12));
        assertThat(WorkKept.done(0, Duration.ofHours(9), INTERVAL, rest)).isLessThan(1);
        assertThat(WorkKept.done(0.2, Duration.ofMinutes(-3), INTERVAL, rest)).isEqualTo(0.2);
    }
}
