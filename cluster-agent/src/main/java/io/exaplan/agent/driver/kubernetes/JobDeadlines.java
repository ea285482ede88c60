package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When Kubernetes ends the pods of Jobs that have a deadline. */
final class JobDeadlines extends Mirror<Job> {

    private final Map<String, Instant> deadlines = new ConcurrentHashMap<>();

    JobDeadlines(Runnable changed) {
        super(changed);
    }

    /** What a Job is known by here, of the one that owns a pod. */
    static Optional<String> ownerOf(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(owner ->
                        owner.getKind().equals("Job") && owner.getApiVersion().startsWith("batch/"))
                .findFirst()
                .map(OwnerReference::getName)
                .map(name -> pod.getMetadata().getNamespace() + "/" + name);
    }

    /** The deadline of a Job that has one and runs. */
    Optional<Instant> of(String job) {
        return Optional.ofNullable(deadlines.get(job));
    }

    @Override
    boolean seen(String key, Job job) {
        Long seconds = job.getSpec().getActiveDeadlineSeconds();
        String startedAt = job.getStatus() == null ? null : job.getStatus().getStartTime();
        if (seconds == null || startedAt == null || job.getStatus().getCompletionTime() != null) {
            return gone(key);
        }
        Instant deadline = Instant.parse(startedAt).plusSeconds(seconds);
        return !deadline.equals(deadlines.put(key, deadline));
    }

    @Override
    boolean gone(String key) {
        return deadlines.remove(key) != null;
    }
}
