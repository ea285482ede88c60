package io.exaplan.images;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of this machine. */
final class Shell {

    private Shell() {}

    /** What it printed, whatever became of it. */
    static String output(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("%s ended with %d: %s".formatted(command, process.exitValue(), said));
        }
        return said;
    }
}
