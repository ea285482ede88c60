package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.contract.NodeReport;
import io.exaplan.contract.NodeReport.ForeignEnd;
import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/** Devices that others use: the plan counts on their assumed end, and nothing starts before they are really free. */
@ServerTest
@Import(TestRuns.class)
class WorkOfOthersTest {
    private static final Duration STAY = Duration.ofSeconds(50); // shorter than the silence that makes a cluster stale

    private final Api api;
    private final TestRuns runs;
    private final MutableClock clock;

    WorkOfOthersTest(Api api, TestRuns runs, MutableClock clock) {
        this.api = api;
        this.runs = runs;
        this.clock = clock;
    }

    @Test
    void aJobWaitsForTheAssumedEndAndMovesOnWhenOthersStay() {
        AgentDouble agent = AgentDouble.joined(api, "shared");
        agent.setNodes(List.of(node(8000, List.of())));
        agent.settle();
        long job = runs.submit(Wanted.gang(1, 8000));
        await().until(() -> view(job).body().at("/evaluated").asBoolean());
        assertThat(start(job)).as("nobody knows when they end").isEmpty();

        Instant end = clock.instant().plus(STAY);
        agent.setNodes(List.of(node(8000, List.of(new ForeignEnd(end, 8000)))));
        agent.settle();

        await().untilAsserted(() -> assertThat(start(job)).isEqualTo(end.toString()));
        assertThat(api.as(Role.VIEWER)
                        .get("/api/v1/nodes?cluster=shared")
                        .body()
                        .at("/items/0/foreignEnds/0/at")
                        .asString())
                .isEqualTo(end.toString());

        clock.advance(STAY);

        await().untilAsserted(() ->
                assertThat(start(job)).isEqualTo(end.plus(Duration.ofMinutes(1)).toString()));
        assertThat(agent.sync().hold()).isEmpty();
        assertThat(api.as(Role.VIEWER)
                        .get("/api/v1/jobs/%d/moved-starts".formatted(job))
                        .body()
                        .at("/items/0/reason")
                        .asString())
                .isEqualTo("OVERRUN");

        agent.setNodes(List.of(node(0, List.of())));
        agent.settle();
        clock.advance(Duration.ofSeconds(30)); // a start so near does not move any more
        agent.sync();
        clock.advance(Duration.ofSeconds(30));

        await().until(() -> agent.sync().hold(), hold -> !hold.isEmpty());
    }

    private Api.Answer view(long job) {
        return api.as(Role.VIEWER).get("/api/v1/jobs/" + job);
    }

    private String start(long job) {
        return view(job).body().at("/predicted/start").asString("");
    }

    private static NodeReport node(long foreign, List<ForeignEnd> ends) {
        return new NodeReport("n1", "H800", 8, List.of(), foreign, 128_000, 1_024_000, null, null, true, false, ends);
    }
}
