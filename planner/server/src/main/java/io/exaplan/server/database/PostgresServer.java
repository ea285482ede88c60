package io.exaplan.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that this process owns: made on first use, started, watched and started again when it dies, stopped on close.
 * Listens on loopback only, asks for a password, and acknowledges nothing that is not on disk.
 */
public final class PostgresServer implements AutoCloseable {

    static final String USER = "exaplan";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final long PROBE_MILLIS = 50;

    private final PostgresHome home;
    private final PostgresCommands commands;
    private final Duration patience;
    private final String password;
    private final int port;
    private volatile Process process;
    private volatile boolean closing;

    private PostgresServer(PostgresHome home, Duration patience) throws IOException {
        this.home = home;
        this.patience = patience;
        commands = new PostgresCommands(PostgresBinaries.unpackedUnder(home.directory()));
        password = home.password();
        if (home.initialised()) {
            new OrphanedPostgres(home, commands).stop();
        } else {
            initialise();
        }
        port = home.port();
        process = launch();
    }

    /**
     * Starts the PostgreSQL of a directory and waits until it answers.
     *
     * @throws IOException when it cannot be started; the message says why and what to do
     */
    public static PostgresServer start(Path directory, Duration patience) throws IOException {
        PostgresHome home = PostgresHome.take(directory);
        try {
            PostgresServer server = new PostgresServer(home, patience);
            server.awaitAnswer();
            server.assertDurable();
            server.watch();
            return server;
        } catch (IOException | RuntimeException e) {
            home.close();
            throw e;
        }
    }

    /** JDBC URL of one of its databases; {@code postgres} always exists. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Process id of the running server, for those who mean to break it. */
    public long pid() {
        return process.pid();
    }

    /** Made aside and moved into place whole: a half-made data directory never looks like a finished one. */
    private void initialise() throws IOException {
        Path unfinished = home.unfinishedData();
        commands.run(
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + USER,
                        "--pwfile=" + home.passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C"));
        Files.move(unfinished, home.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(commands.detachedLine("postgres", PostgresOptions.arguments(home.data(), port)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()))
                .start();
    }

    private void awaitAnswer() throws IOException {
        long patienceEnds = System.nanoTime() + patience.toNanos();
        while (!answers()) {
            if (!process.isAlive()) {
                throw new IOException("PostgreSQL ended with exit code %d while it started.\nIts log is %s."
                        .formatted(process.exitValue(), home.log()));
            }
            if (System.nanoTime() > patienceEnds) {
                throw new IOException(
                        "PostgreSQL did not answer within %s.\nIts log is %s; maybe raise exaplan.database.start-patience."
                                .formatted(patience, home.log()));
            }
            pause(PROBE_MILLIS);
        }
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url("postgres"), USER, password);
    }

    private void assertDurable() throws IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet shown = statement.executeQuery("show " + setting)) {
                    if (!shown.next() || !"on".equals(shown.getString(1))) {
                        throw new IOException(
                                "PostgreSQL runs with %s off and would lose acknowledged work.\nRemove that from %s."
                                        .formatted(setting, home.data().resolve("postgresql.auto.conf")));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IOException("PostgreSQL does not show its settings.", e);
        }
    }

    private void watch() {
        CompletableFuture<Void> _ = process.onExit().thenRunAsync(this::startAgain, Thread::startVirtualThread);
    }

    /** A new server waits until the last child of the dead one has gone, so the first attempts may fail. */
    private void startAgain() {
        if (closing) {
            return;
        }
        LOG.warn("PostgreSQL (pid {}) ended with exit code {}; starting it again", process.pid(), process.exitValue());
        while (!closing) {
            try {
                if (!process.isAlive()) {
                    process = launch();
                }
                awaitAnswer();
                LOG.info("PostgreSQL answers again (pid {})", process.pid());
                watch();
                return;
            } catch (IOException e) {
                LOG.warn("PostgreSQL did not start: {}", e.getMessage());
                pause(500);
            }
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for PostgreSQL.", e);
        }
    }

    /** Stops the server after its last transaction. Close whatever is connected first. */
    @Override
    public void close() throws IOException {
        closing = true;
        if (process.isAlive()) {
            commands.run("pg_ctl", List.of("stop", "-D", home.data().toString(), "-m", "fast", "-w", "-t", "60"));
        }
        home.close();
    }
}
