package io.exaplan.benchmarks;

import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.planning.ProblemJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/** A planning problem kept beside the sources: the JSON that {@code exaplan solve} reads, compressed by xz. */
final class StoredCity {
    private StoredCity() {}

    static void write(PlanningProblem problem, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream out = new XZOutputStream(Files.newOutputStream(file), new LZMA2Options(9))) {
            out.write(ProblemJson.write(problem));
        }
    }

    static PlanningProblem read(Path file) throws IOException {
        try (InputStream in = new XZInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return ProblemJson.read(in);
        }
    }

    /** One of the instances of the project. */
    static Path instance(String name) {
        return Checkout.root().resolve("planner/benchmarks/instances").resolve(name + ".json.xz");
    }
}
