package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the driver keeps of the object a run's marks are written on: the Job of a training run, the Service of a service.
 *
 * @param namespace the object's namespace
 * @param name its name
 * @param service it is a service, whose replicas are Deployments' or LeaderWorkerSets'
 * @param workers all workers that are due
 * @param groupSize how many workers each replica of a service has; 1 for training
 * @param marks its annotations of ours
 * @param completed when Kubernetes saw it complete, absent before
 * @param failure why Kubernetes gave it up, absent unless it did
 * @param idle Kubernetes has let go of all pods of a stopped Job and makes no other; a stopped service has no Deployment and no LeaderWorkerSet
 */
record RunFacts(
        String namespace,
        String name,
        boolean service,
        String runId,
        long jobId,
        int generation,
        int workers,
        int groupSize,
        Map<String, String> marks,
        @Nullable Instant completed,
        @Nullable String failure,
        boolean idle) {

    static RunFacts of(Service service) {
        Map<String, String> marks = marks(service);
        int groupSize = (int) Math.max(1, number(marks.get(RunKeys.GROUP_SIZE)));
        return new RunFacts(
                service.getMetadata().getNamespace(),
                service.getMetadata().getName(),
                true,
                label(service, RunKeys.RUN),
                number(label(service, RunKeys.JOB)),
                (int) number(marks.get(RunKeys.GENERATION)),
                (int) number(marks.get(RunKeys.REPLICAS)) * groupSize,
                groupSize,
                marks,
                null,
                null,
                marks.containsKey(RunKeys.TAKEN_DOWN));
    }

    static RunFacts of(Job job) {
        Map<String, String> marks = marks(job);
        int active = job.getStatus() == null
                ? 0
                : Objects.requireNonNullElse(job.getStatus().getActive(), 0);
        return new RunFacts(
                job.getMetadata().getNamespace(),
                job.getMetadata().getName(),
                false,
                label(job, RunKeys.RUN),
                number(label(job, RunKeys.JOB)),
                (int) number(marks.get(RunKeys.GENERATION)),
                Objects.requireNonNullElse(job.getSpec().getCompletions(), 1),
                1,
                marks,
                condition(job, "Complete")
                        .map(condition -> Instant.parse(condition.getLastTransitionTime()))
                        .orElse(null),
                condition(job, "Failed")
                        .or(() -> condition(job, "FailureTarget"))
                        .map(JobCondition::getReason)
                        .orElse(null),
                active == 0 && willMakeNoPod(job));
    }

    /** Kueue lifts the suspension of a Job it has admitted, whoever suspended it; without parallelism nothing runs all the same. */
    private static boolean willMakeNoPod(Job job) {
        return condition(job, "Suspended").isPresent()
                || (!label(job, RunKeys.QUEUE).isEmpty()
                        && Objects.equals(job.getSpec().getParallelism(), 0));
    }

    /** Its replicas have several workers each, which LeaderWorkerSets hold together. */
    boolean grouped() {
        return groupSize > 1;
    }

    /** Somebody has ended it, or it was seen to end: it must not be made again. */
    boolean over() {
        return stopped() || marks.containsKey(RunKeys.END_REASON);
    }

    boolean stopped() {
        return marks.containsKey(RunKeys.STOPPED);
    }

    boolean acknowledged() {
        return "true".equals(marks.get(RunKeys.ACKNOWLEDGED));
    }

    Optional<Instant> endedAt() {
        return instant(RunKeys.ENDED_AT);
    }

    Optional<Instant> startedAt() {
        return instant(RunKeys.STARTED_AT);
    }

    Optional<Duration> lease() {
        return Optional.ofNullable(marks.get(RunKeys.LEASE_SECONDS))
                .map(RunFacts::number)
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds);
    }

    /** When its lease is over; absent for a run without one, and where somebody wrote what is no instant. */
    Optional<Instant> leaseUntil() {
        try {
            return instant(RunKeys.LEASE_UNTIL);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static Map<String, String> marks(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.<String, String>of())
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().startsWith("exaplan.io/"))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String label(HasMetadata object, String key) {
        return object.getMetadata().getLabels().getOrDefault(key, "");
    }

    private Optional<Instant> instant(String mark) {
        return Optional.ofNullable(marks.get(mark)).map(Instant::parse);
    }

    private static Optional<JobCondition> condition(Job job, String type) {
        List<JobCondition> conditions =
                job.getStatus() == null || job.getStatus().getConditions() == null
                        ? List.of()
                        : job.getStatus().getConditions();
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals("True"))
                .findFirst();
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
