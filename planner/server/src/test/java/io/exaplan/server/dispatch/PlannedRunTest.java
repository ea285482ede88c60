package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.HoldOrder;
import io.exaplan.contract.RunState;
import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole way: a job is planned, leased, run and done, and makes room for the next. */
@ServerTest
@Import(TestRuns.class)
class PlannedRunTest {
    private final Api api;
    private final TestRuns runs;
    private final JdbcClient sql;

    PlannedRunTest(Api api, TestRuns runs, JdbcClient sql) {
        this.api = api;
        this.runs = runs;
        this.sql = sql;
    }

    @Test
    void aSubmittedJobIsPlannedLeasedAndDoneAndTheNextFollows() {
        AgentDouble agent = AgentDouble.joined(api, "planned").withNodes(2, "H800", 8);
        agent.settle();
        long first = runs.submit(Wanted.gang(2, 8000));
        HoldOrder offered = awaitOffer(agent);
        long second = runs.submit(Wanted.gang(1, 8000));

        agent.reports(offered.runId(), first, RunState.RUNNING);
        agent.sync();
        agent.reports(offered.runId(), first, RunState.SUCCEEDED, 0, "Completed");
        agent.sync();
        HoldOrder next = awaitOffer(agent);

        assertThat(offered.spec().partition()).isEqualTo("h800x8");
        assertThat(offered.spec().workers()).hasSize(2);
        assertThat(runs.jobState(first)).isEqualTo("SUCCEEDED");
        assertThat(next.spec().jobId()).isEqualTo(second);
        assertThat(sql.sql("select tenant_id is not null from event where type like 'run.%' and type <> 'run.orphaned'")
                        .query(Boolean.class)
                        .list())
                .isNotEmpty()
                .containsOnly(true);
    }

    private static HoldOrder awaitOffer(AgentDouble agent) {
        agent.waitMillis = 2_000;
        HoldOrder offer = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> agent.sync().hold(), holds -> !holds.isEmpty())
                .getFirst();
        agent.waitMillis = 0;
        return offer;
    }
}
