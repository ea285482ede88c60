package io.exaplan.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Calls PostgreSQL's programs, which refuse to run as root: there they run in a user namespace of their own. */
record PostgresCommands(PostgresBinaries binaries) {

    private static final int PATIENCE_SECONDS = 120;

    /** The command line that becomes the program itself: the process started has the program's id. */
    List<String> line(String program, List<String> arguments) {
        List<String> line = new ArrayList<>();
        if (root()) {
            line.addAll(List.of("unshare", "-U"));
        }
        line.add(binaries.program(program));
        line.addAll(arguments);
        return line;
    }

    /** As {@link #line}, apart from the terminal's process group, so that Ctrl-C reaches the planner alone. */
    List<String> detachedLine(String program, List<String> arguments) {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid")) || Files.isExecutable(Path.of("/bin/setsid"))) {
            line.add("setsid");
        }
        line.addAll(line(program, arguments));
        return line;
    }

    /** Runs a program to its end. */
    void run(String program, List<String> arguments) throws IOException {
        Path output = Files.createTempFile("exaplan-" + program, ".out");
        try {
            Process process = new ProcessBuilder(line(program, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("%s did not end within %d s.".formatted(program, PATIENCE_SECONDS));
            }
            if (process.exitValue() != 0) {
                throw new IOException("%s ended with exit code %d.\n%s%s"
                        .formatted(
                                program,
                                process.exitValue(),
                                Files.readString(output).strip(),
                                advice()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while %s was running.".formatted(program), e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String advice() {
        return root()
                ? "\nAs root it needs a user namespace (unshare -U). Maybe run Exaplan as another user, or set exaplan.database.url."
                : "";
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }
}
