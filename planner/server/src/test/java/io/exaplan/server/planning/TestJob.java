package io.exaplan.server.planning;

import java.time.Duration;

/** A training job to be submitted, as its row states it. */
record TestJob(
        String name,
        int workers,
        int milliDevices,
        String model,
        Duration expectedDuration,
        String priorityClass,
        boolean preemptible) {

    static TestJob aJob(String name) {
        return new TestJob(name, 1, 8000, "H800", Duration.ofHours(1), "NORMAL", false);
    }

    TestJob workers(int count) {
        return new TestJob(name, count, milliDevices, model, expectedDuration, priorityClass, preemptible);
    }

    TestJob milliDevices(int each) {
        return new TestJob(name, workers, each, model, expectedDuration, priorityClass, preemptible);
    }

    TestJob on(String accelerator) {
        return new TestJob(name, workers, milliDevices, accelerator, expectedDuration, priorityClass, preemptible);
    }

    TestJob lasting(Duration duration) {
        return new TestJob(name, workers, milliDevices, model, duration, priorityClass, preemptible);
    }

    TestJob priority(String name) {
        return new TestJob(this.name, workers, milliDevices, model, expectedDuration, name, preemptible);
    }

    TestJob preemptibleAtOnce() {
        return new TestJob(name, workers, milliDevices, model, expectedDuration, priorityClass, true);
    }

    String spec() {
        return """
                {"name": "%s", "tenant": "a-tenant", "kind": "TRAINING",
                 "gang": {"workers": %d, "minWorkers": %d, "maxWorkers": %d, "speedUps": [1.0]},
                 "worker": {"milliDevices": %d, "cpuMilli": 1000, "memoryMib": 1024},
                 "accelerators": {"models": ["%s"], "stacks": [], "minMemoryGib": 0},
                 "fabric": {"domain": "ANY", "required": false}, "precision": "BF16",
                 "expectedDuration": "%s", "maxDuration": null, "work": null, "sizing": null, "service": null,
                 "earliestStart": null, "deadline": null, "priorityClass": "%s", "preemptible": %s,
                 "minimumRunTime": "PT0S", "retry": {"maxAttempts": 1, "exitCodes": [], "onNodeFailure": true},
                 "runtime": {"image": null, "command": [], "environment": {}}, "onClusterLoss": "WAIT"}""".formatted(
                name, workers, workers, workers, milliDevices, model, expectedDuration, priorityClass, preemptible);
    }
}
