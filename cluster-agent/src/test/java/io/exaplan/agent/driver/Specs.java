package io.exaplan.agent.driver;

import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.Runtime;
import io.exaplan.contract.RunSpec.WorkKind;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds specifications: {@code aRun("r1").on("n1", 0, 1).lasting(60).build()}. */
public final class Specs {

    private final String runId;
    private final List<WorkerPlacement> workers = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private int generation = 1;
    private long jobId = 1;
    private WorkKind kind = WorkKind.TRAINING;
    private Long expectedSeconds;
    private Long maxSeconds;
    private int milliPerDevice = 1000;

    private Specs(String runId) {
        this.runId = runId;
    }

    public static Specs aRun(String runId) {
        return new Specs(runId);
    }

    public Specs ofJob(long id) {
        jobId = id;
        return this;
    }

    public Specs generation(int number) {
        generation = number;
        return this;
    }

    public Specs kind(WorkKind workKind) {
        kind = workKind;
        return this;
    }

    /** Thousandths of each device of the workers that follow. */
    public Specs milli(int thousandths) {
        milliPerDevice = thousandths;
        return this;
    }

    public Specs on(String node, Integer... devices) {
        workers.add(new WorkerPlacement(workers.size(), 0, node, List.of(devices), milliPerDevice, 1000, 1024));
        return this;
    }

    public Specs lasting(long seconds) {
        expectedSeconds = seconds;
        return this;
    }

    public Specs atMost(long seconds) {
        maxSeconds = seconds;
        return this;
    }

    public Specs with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public RunSpec build() {
        Runtime runtime = new Runtime(null, List.of(), environment);
        return new RunSpec(
                runId,
                generation,
                jobId,
                "job-" + jobId,
                "team",
                null,
                kind,
                workers,
                runtime,
                expectedSeconds,
                maxSeconds,
                30,
                null,
                null);
    }
}
