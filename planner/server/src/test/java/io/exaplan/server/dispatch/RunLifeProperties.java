package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.RunState;
import io.exaplan.contract.StopReason;
import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import io.exaplan.server.planning.Leadership;
import io.exaplan.server.planning.StartOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Any sequence of reports, orders and starts keeps runs going forward and a job's active runs at one at most. */
@ServerTest
@Import(TestRuns.class)
@TestPropertySource(properties = "exaplan.dispatch.mass-stop-minimum=1000")
class RunLifeProperties {
    private static final int SEQUENCES = 25;

    private final Api api;
    private final TestRuns runs;
    private final StopDesk stops;
    private final Leadership leadership;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;

    RunLifeProperties(
            Api api,
            TestRuns runs,
            StopDesk stops,
            Leadership leadership,
            JdbcClient sql,
            TransactionTemplate transactions) {
        this.api = api;
        this.runs = runs;
        this.stops = stops;
        this.leadership = leadership;
        this.sql = sql;
        this.transactions = transactions;
    }

    @Test
    void runsGoForwardAndAJobHasOneActiveRunAtMost() {
        AgentDouble agent = AgentDouble.joined(api, "properties").withNodes(4, "H800", 8);
        agent.settle();
        Random random = new Random(4);
        Arbitrary<RunState> states = Arbitraries.of(RunState.class);
        Awaitility.await().until(leadership::leading);
        for (int i = 0; i < SEQUENCES; i++) {
            long job = runs.job(Wanted.gang(1, 1000).retrying(3));
            List<RunRow> its = new ArrayList<>();
            for (int step = 0; step < 12; step++) {
                step(agent, job, its, random, states.sample());
                requireOneActiveRunAtMost(job);
            }
            requireForwardOnly(job);
            agent.runs.clear();
            agent.sync();
        }
    }

    private void step(AgentDouble agent, long job, List<RunRow> its, Random random, RunState state) {
        switch (random.nextInt(4)) {
            case 0 -> {
                if (waits(job) && runs.start(agent, job, 1) instanceof StartOutcome.Leased leased) {
                    its.add(run(leased));
                }
            }
            case 1 -> {
                if (!its.isEmpty()) {
                    StopReason reason = List.of(StopReason.CANCELLED, StopReason.PREEMPTED, StopReason.EXPIRED)
                            .get(random.nextInt(3));
                    transactions.executeWithoutResult(
                            status -> stops.order(List.of(its.getLast().id()), reason, 0));
                }
            }
            default -> {
                if (!its.isEmpty()) {
                    RunRow run = its.get(random.nextInt(its.size()));
                    agent.reports(run.id().toString(), job, state, random.nextInt(3), null);
                }
            }
        }
        assertThat(agent.send(agent.nextRequest()).status()).isEqualTo(200);
    }

    /** Only a waiting job is ever due; planning sees to that. */
    private boolean waits(long job) {
        return runs.jobState(job).equals("QUEUED");
    }

    private RunRow run(StartOutcome.Leased leased) {
        return sql.sql(RunStore.COLUMNS + "where run.id = :id")
                .param("id", leased.run().runId())
                .query(RunStore::row)
                .single();
    }

    private void requireOneActiveRunAtMost(long job) {
        assertThat(sql.sql("""
                                select count(*) from run where job_id = :job
                                and state in ('LEASED', 'STARTING', 'RUNNING', 'LOST') and not given_up""").param("job", job).query(Integer.class).single()).isLessThanOrEqualTo(1);
    }

    private void requireForwardOnly(long job) {
        assertThat(sql.sql("""
                                select t.run_id || ': ' || t.from_state || ' -> ' || t.to_state
                                from run_transition t join run on run.id = t.run_id
                                where run.job_id = :job and (t.to_state = 'LEASED' and t.from_state is not null
                                    or t.from_state in ('SUCCEEDED', 'FAILED', 'CANCELLED', 'PREEMPTED')
                                    or t.from_state = 'RUNNING' and t.to_state = 'STARTING'
                                    or t.from_state = t.to_state)""")
                        .param("job", job)
                        .query((rows, number) -> rows.getString(1))
                        .list())
                .isEmpty();
    }
}
