package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.RunState;
import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/** Which runs a list shows, and in which order. */
@ServerTest
@Import(TestRuns.class)
class RunListTest {
    private final Api api;
    private final TestRuns runs;
    private final MutableClock clock;

    RunListTest(Api api, TestRuns runs, MutableClock clock) {
        this.api = api;
        this.runs = runs;
        this.clock = clock;
    }

    @Test
    void activeAndEndedRunsAreListedApart() {
        AgentDouble agent = agent("apart");
        RunRow over = running(agent);
        RunRow alive = running(agent);
        succeed(agent, over);

        Api.Answer active = api.as(Role.VIEWER).get("/api/v1/runs?cluster=apart&active=true");
        Api.Answer ended = api.as(Role.VIEWER).get("/api/v1/runs?cluster=apart&active=false");

        assertThat(active.body().at("/items").size()).isEqualTo(1);
        assertThat(active.text("/items/0/id")).isEqualTo(alive.id().toString());
        assertThat(active.text("/items/0/kind")).isEqualTo("TRAINING");
        assertThat(active.body().at("/items/0/milliDevices").asInt()).isEqualTo(4000);
        assertThat(ended.body().at("/items").size()).isEqualTo(1);
        assertThat(ended.text("/items/0/id")).isEqualTo(over.id().toString());
    }

    @Test
    void whatEndedLastIsListedFirstAndPagesGoOnFromThere() {
        AgentDouble agent = agent("by-end");
        RunRow older = running(agent);
        RunRow newer = running(agent);
        succeed(agent, newer);
        clock.advance(Duration.ofSeconds(5));
        succeed(agent, older);

        Api.Answer first = api.as(Role.VIEWER).get("/api/v1/runs?cluster=by-end&active=false&limit=1");
        Api.Answer second = api.as(Role.VIEWER)
                .get("/api/v1/runs?cluster=by-end&active=false&limit=1&cursor=" + first.text("/nextCursor"));

        assertThat(first.text("/items/0/id")).isEqualTo(older.id().toString());
        assertThat(second.text("/items/0/id")).isEqualTo(newer.id().toString());
        assertThat(second.body().at("/nextCursor").isNull()).isTrue();
    }

    @Test
    void aCursorNobodyGaveIsRefused() {
        // "!", "nonsense", "2026" as the base64 of a position
        for (String cursor : List.of("!", "bm9uc2Vuc2U", "MjAyNg")) {
            assertThat(api.as(Role.VIEWER).get("/api/v1/runs?cursor=" + cursor).status())
                    .isEqualTo(400);
        }
    }

    private void succeed(AgentDouble agent, RunRow run) {
        agent.reports(run.id().toString(), run.jobId(), RunState.SUCCEEDED, 0, null);
        agent.sync();
    }

    private RunRow running(AgentDouble agent) {
        RunRow run = runs.lease(agent, Wanted.gang(1, 4000));
        agent.reports(run.id().toString(), run.jobId(), RunState.RUNNING);
        agent.sync();
        return run;
    }

    private AgentDouble agent(String cluster) {
        AgentDouble agent = AgentDouble.joined(api, cluster).withNodes(1, "H800", 8);
        agent.settle();
        return agent;
    }
}
