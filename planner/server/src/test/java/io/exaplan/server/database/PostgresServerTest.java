package io.exaplan.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path home;

    @Test
    void keepsWhatItAcknowledgesAndAsksForAPassword() throws Exception {
        try (PostgresServer server = PostgresServer.start(home, PATIENCE)) {
            assertThat(ask(server, "show fsync")).isEqualTo("on");
            assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "select rolpassword from pg_authid where rolname = 'exaplan'"))
                    .startsWith("SCRAM-SHA-256$");
            assertThatThrownBy(() -> DriverManager.getConnection(server.url("postgres"), server.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void comesBackByItselfAfterItWasKilled() throws Exception {
        try (PostgresServer server = PostgresServer.start(home, PATIENCE)) {
            run(server, "create table kept (n integer)");
            run(server, "insert into kept values (7)");
            long killed = server.pid();

            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(ask(server, "select n from kept")).isEqualTo("7"));
            assertThat(server.pid()).isNotEqualTo(killed);
        }
    }

    @Test
    void takesOverFromAPlannerThatWasKilled() throws Exception {
        Process planner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledPlanner.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long orphan = orphanOf(planner);

        planner.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan)).isPresent();

        try (PostgresServer server = PostgresServer.start(home, PATIENCE)) {
            assertThat(server.pid()).isNotEqualTo(orphan);
            assertThat(ask(server, "select n from kept")).isEqualTo("7");
        }
    }

    @Test
    void leavesADirectoryAloneThatAnotherPlannerHolds() throws Exception {
        try (PostgresServer server = PostgresServer.start(home, PATIENCE)) {
            assertThatThrownBy(() -> PostgresServer.start(home, PATIENCE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Another Exaplan holds the directory");
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    private static long orphanOf(Process planner) throws IOException {
        BufferedReader lines = planner.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("pid ")) {
                return Long.parseLong(line.substring(4));
            }
        }
        throw new IOException("The planner to be killed did not start.");
    }

    static String ask(PostgresServer server, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Starts a server, stores something, and waits to be killed. */
    static final class KilledPlanner {

        private KilledPlanner() {}

        public static void main(String[] arguments) throws Exception {
            PostgresServer server = PostgresServer.start(Path.of(arguments[0]), PATIENCE);
            run(server, "create table kept (n integer)");
            run(server, "insert into kept values (7)");
            System.out.println("pid " + server.pid());
            Thread.currentThread().join();
        }
    }
}
