package io.exaplan.server.dispatch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An agent's report locks jobs, runs and then its cluster: in another order planning and it would wait for each other. */
@ServerTest
@Import(TestRuns.class)
class LockOrderTest {
    private final Api api;
    private final TestRuns runs;
    private final JdbcClient sql;
    private final DataSource database;
    private final TransactionTemplate transactions;

    LockOrderTest(Api api, TestRuns runs, JdbcClient sql, DataSource database, TransactionTemplate transactions) {
        this.api = api;
        this.runs = runs;
        this.sql = sql;
        this.database = database;
        this.transactions = transactions;
    }

    @Test
    void noClusterIsLockedWhilePlanningWaitsForAJob() throws SQLException {
        AgentDouble agent = AgentDouble.joined(api, "patient").withNodes(2, "H800", 8);
        agent.settle();
        try (Connection fence = database.getConnection();
                Connection report = database.getConnection()) {
            lock(fence, "select 1 from leadership for update");
            List<Long> together = requireNonNull(transactions.execute(
                    status -> List.of(runs.submit(Wanted.gang(1, 8000)), runs.submit(Wanted.gang(3, 8000)))));
            lock(report, "select 1 from job where id = %d for update".formatted(together.getLast()));

            fence.rollback();
            Awaitility.await().until(() -> sql.sql("""
                            select count(*) from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock' and query like '%job%'""").query(Integer.class).single() == 1);

            assertThatCode(() -> lock(report, "select 1 from cluster where name = 'patient' for no key update nowait"))
                    .doesNotThrowAnyException();
            report.rollback();
        }

        agent.waitMillis = 2_000;
        Awaitility.await().until(() -> !agent.sync().hold().isEmpty());
    }

    private static void lock(Connection connection, String statement) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement locking = connection.createStatement()) {
            locking.execute(statement);
        }
    }
}
