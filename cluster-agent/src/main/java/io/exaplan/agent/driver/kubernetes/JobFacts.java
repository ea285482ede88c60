package io.exaplan.agent.driver.kubernetes;

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
 * What the driver keeps of a run's Job.
 *
 * @param marks its annotations of ours
 * @param completed when Kubernetes saw it complete, absent before
 * @param failure why Kubernetes gave it up, absent unless it did
 * @param idle Kubernetes has let go of all pods of a suspended Job
 */
record JobFacts(
        String name,
        String runId,
        long jobId,
        int generation,
        int workers,
        Map<String, String> marks,
        @Nullable Instant completed,
        @Nullable String failure,
        boolean idle) {

    static JobFacts of(Job job) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(job.getMetadata().getAnnotations(), Map.of());
        Map<String, String> labels = job.getMetadata().getLabels();
        int active = job.getStatus() == null
                ? 0
                : Objects.requireNonNullElse(job.getStatus().getActive(), 0);
        return new JobFacts(
                job.getMetadata().getName(),
                labels.getOrDefault(RunKeys.RUN, ""),
                number(labels.get(RunKeys.JOB)),
                (int) number(annotations.get(RunKeys.GENERATION)),
                Objects.requireNonNullElse(job.getSpec().getCompletions(), 1),
                annotations.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("exaplan.io/"))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)),
                condition(job, "Complete")
                        .map(condition -> Instant.parse(condition.getLastTransitionTime()))
                        .orElse(null),
                condition(job, "Failed")
                        .or(() -> condition(job, "FailureTarget"))
                        .map(JobCondition::getReason)
                        .orElse(null),
                active == 0 && condition(job, "Suspended").isPresent());
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
                .map(JobFacts::number)
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
