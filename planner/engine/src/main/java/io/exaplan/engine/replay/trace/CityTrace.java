package io.exaplan.engine.replay.trace;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.Deadline;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.PlanningSettings;
import io.exaplan.engine.model.Width;
import io.exaplan.engine.model.Work;
import io.exaplan.engine.model.WorkKind;
import io.exaplan.engine.model.WorkerShape;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A city as two files. Partitions: {@code partition,model,tflops,memory_gb,stack,devices}. Jobs:
 * {@code job,release_h,devices,stack,min_memory_gb,value} and a column {@code hours_MODEL} for each model; a stack of
 * {@code any} allows all. Other columns are passed over.
 *
 * <p>A job runs whole in one partition, not before its release, and counts only when it ends within the horizon of 168
 * hours, which is therefore its hard deadline. The files know no nodes: each partition is read as one node, and a job
 * stands within it.
 */
public final class CityTrace {
    /** Seconds of the plan. */
    public static final long HORIZON = 168 * 3600L;

    private static final String ANY = "any";
    private static final String HOURS = "hours_";
    private static final List<String> PARTITION_COLUMNS =
            List.of("partition", "model", "tflops", "memory_gb", "stack", "devices");
    private static final List<String> JOB_COLUMNS =
            List.of("job", "release_h", "devices", "stack", "min_memory_gb", "value");

    private CityTrace() {}

    /**
     * The city as a planning problem at second 0.
     *
     * @throws TraceException naming file and line of what cannot be understood
     * @throws java.io.UncheckedIOException when a file cannot be read
     */
    public static PlanningProblem read(Path partitions, Path jobs) {
        return new PlanningProblem(
                0,
                HORIZON,
                0,
                ZoneOffset.UTC,
                CsvTrace.read(partitions, PARTITION_COLUMNS, CityTrace::partition),
                List.of(),
                CsvTrace.read(jobs, JOB_COLUMNS, CityTrace::job),
                List.of(),
                List.of(),
                Map.of(),
                PlanningSettings.defaults());
    }

    private static PartitionFacts partition(CsvTrace.Line line) {
        int devices = line.count("devices", 1);
        return new PartitionFacts(
                line.lineNumber() - 1,
                line.text("partition"),
                "city",
                line.text("model"),
                line.text("stack"),
                line.real("memory_gb", 0),
                OptionalDouble.of(line.real("tflops", 0)),
                OptionalDouble.empty(),
                devices,
                0,
                0,
                1,
                1,
                Profile.constant(devices * 1000L),
                Profile.constant(1),
                Set.of(),
                Set.of(),
                true);
    }

    private static JobFacts job(CsvTrace.Line line) {
        Map<String, Long> seconds = new HashMap<>();
        for (String column : line.columns()) {
            if (column.startsWith(HOURS)) {
                seconds.put(column.substring(HOURS.length()), line.count(column, 1) * 3600L);
            }
        }
        String stack = line.text("stack");
        return new JobFacts(
                line.lineNumber() - 1,
                line.text("job"),
                1,
                WorkKind.TRAINING,
                new WorkerShape(1000, 0, 0),
                Width.rigid(line.count("devices", 1)),
                new AcceleratorDemand(
                        Set.of(), stack.equals(ANY) ? Set.of() : Set.of(stack), line.real("min_memory_gb", 0)),
                new Fabric(Domain.HOST, true),
                new Work.ByModel(seconds),
                0,
                line.count("release_h", 0) * 3600L,
                new Deadline(HORIZON, true),
                0,
                line.real("value", 0),
                false,
                0);
    }
}
