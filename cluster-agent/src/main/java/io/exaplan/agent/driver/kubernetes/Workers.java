package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The pods of the planner's runs, and the last facts of those taken away, by which a failure is explained. */
final class Workers extends Mirror<Pod> {

    /** By run, then by the pod's key: each run is looked at with every change, and must not cost a walk over all pods. */
    private final Map<String, Map<String, WorkerFacts>> present = new ConcurrentHashMap<>();

    private final Map<String, String> runs = new ConcurrentHashMap<>();
    private final Map<String, WorkerFacts> takenAway = new ConcurrentHashMap<>();

    Workers(Runnable changed) {
        super(changed);
    }

    List<WorkerFacts> of(String runId) {
        return List.copyOf(present.getOrDefault(runId, Map.of()).values());
    }

    List<WorkerFacts> takenAwayFrom(String runId) {
        return takenAway.values().stream()
                .filter(worker -> worker.runId().equals(runId))
                .toList();
    }

    /** The run's end is told: nothing more is to be explained. */
    void forget(String runId) {
        takenAway.values().removeIf(worker -> worker.runId().equals(runId));
    }

    @Override
    boolean seen(String key, Pod pod) {
        String runId = Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.<String, String>of())
                .getOrDefault(RunKeys.RUN, "");
        WorkerFacts now = WorkerFacts.of(pod, runId);
        runs.put(key, runId);
        return !now.equals(
                present.computeIfAbsent(runId, run -> new ConcurrentHashMap<>()).put(key, now));
    }

    @Override
    boolean gone(String key) {
        String runId = runs.remove(key);
        if (runId == null) {
            return false;
        }
        Map<String, WorkerFacts> left = present.getOrDefault(runId, Map.of());
        WorkerFacts last = left.remove(key);
        if (left.isEmpty()) {
            present.remove(runId);
        }
        if (last != null && last.disruption() != null) {
            takenAway.put(key, last);
        }
        return last != null;
    }
}
