package io.exaplan.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project stands on this machine, whichever folder of it an experiment is started in. */
final class Checkout {

    private Checkout() {}

    /** The project's root: the nearest folder upwards that holds {@code bin/exaplan}. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("bin/exaplan"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("There is no bin/exaplan above %s.\nRun this inside the project."
                        .formatted(Path.of("").toAbsolutePath()));
            }
        }
        return folder;
    }

    static Path serverJar() {
        return root().resolve("planner/server/target/exaplan-server-exec.jar");
    }

    static Path agentJar() {
        return root().resolve("cluster-agent/target/exaplan-agent.jar");
    }
}
