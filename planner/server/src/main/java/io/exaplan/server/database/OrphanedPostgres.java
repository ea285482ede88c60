package io.exaplan.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server a killed planner left behind: it still runs and holds the data directory. Whoever holds the home directory's lock
 * may stop it, for no living planner uses it.
 */
record OrphanedPostgres(PostgresHome home, PostgresCommands commands) {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);

    void stop() throws IOException {
        Optional<Long> pid = pidOnFile();
        if (pid.isEmpty()) {
            return;
        }
        if (!isPostgres(pid.get())) {
            // Its id went to another process, or it waits as a zombie: PostgreSQL would take either for itself.
            Files.deleteIfExists(pidFile());
            return;
        }
        LOG.info("Stopping the PostgreSQL (pid {}) that an earlier planner left behind", pid.get());
        String data = home.data().toString();
        try {
            commands.run("pg_ctl", List.of("stop", "-D", data, "-m", "fast", "-w", "-t", "30"));
        } catch (IOException e) {
            LOG.warn("It did not stop gently: {}", e.getMessage());
            commands.run("pg_ctl", List.of("stop", "-D", data, "-m", "immediate", "-w", "-t", "60"));
        }
    }

    private Path pidFile() {
        return home.data().resolve("postmaster.pid");
    }

    private Optional<Long> pidOnFile() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile()).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d{1,9}"))
                .map(Long::parseLong);
    }

    private static boolean isPostgres(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        if (Files.isDirectory(Path.of("/proc/self"))) {
            // A zombie has no command line.
            Path commandLine = process.resolve("cmdline");
            return Files.exists(commandLine) && Files.readString(commandLine).contains("postgres");
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().command())
                .filter(command -> command.contains("postgres"))
                .isPresent();
    }
}
