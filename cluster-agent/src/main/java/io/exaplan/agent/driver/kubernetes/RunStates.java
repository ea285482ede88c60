package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a run's state from its Job or Service and its pods. An end that was written counts before what can be seen now. */
record RunStates(Workers workers, Predicate<String> answers) {

    /** How a run ended. */
    record End(RunState state, String reason, Optional<Integer> exitCode, Optional<String> message, Instant at) {}

    RunReport report(RunFacts job, Instant now) {
        List<WorkerFacts> pods = workers.of(job.runId());
        Optional<Instant> started = job.startedAt().or(() -> allUpSince(job, pods));
        Optional<End> end = end(job, now);
        if (end.isPresent()) {
            End known = end.get();
            return new RunReport(
                    job.runId(),
                    job.jobId(),
                    job.generation(),
                    known.state(),
                    started.orElse(null),
                    known.at(),
                    known.exitCode().orElse(null),
                    known.reason(),
                    known.message().orElse(null));
        }
        Optional<WorkerFacts> waiting =
                pods.stream().filter(pod -> pod.waiting() != null).findFirst();
        boolean unschedulable = started.isEmpty() && pods.stream().anyMatch(WorkerFacts::unschedulable);
        return new RunReport(
                job.runId(),
                job.jobId(),
                job.generation(),
                started.isPresent() ? RunState.RUNNING : RunState.STARTING,
                started.orElse(null),
                null,
                null,
                unschedulable ? RunReasons.UNSCHEDULABLE : null,
                waiting.map(WorkerFacts::waiting)
                        .or(() -> missingReplicas(job, pods))
                        .or(() -> restarts(pods))
                        .orElse(null));
    }

    /** A service goes on when a replica ends, because Kubernetes starts it again; that it does so is told. */
    private static Optional<String> restarts(List<WorkerFacts> pods) {
        return pods.stream()
                .filter(pod -> pod.restarts() > 0)
                .max(Comparator.comparingInt(WorkerFacts::restarts).thenComparing(WorkerFacts::pod))
                .map(pod -> "Worker %s on %s was started again %d times; it last ended so: %s."
                        .formatted(
                                pod.pod(),
                                pod.node(),
                                pod.restarts(),
                                Objects.requireNonNullElse(pod.lastEnd(), "unknown")));
    }

    private static Optional<String> missingReplicas(RunFacts run, List<WorkerFacts> pods) {
        long due = run.workers() / run.groupSize();
        long ready = pods.stream()
                .filter(WorkerFacts::serves)
                .collect(Collectors.groupingBy(WorkerFacts::replica, Collectors.counting()))
                .values()
                .stream()
                .filter(workers -> workers >= run.groupSize())
                .count();
        return run.service() && ready < due
                ? Optional.of("%d of %d replicas are ready.".formatted(ready, due))
                : Optional.empty();
    }

    /** When the last of all workers came up; empty while some are missing. A service's are up when they are ready. */
    Optional<Instant> allUpSince(RunFacts job, List<WorkerFacts> pods) {
        List<WorkerFacts> up = pods.stream()
                .filter(job.service() ? WorkerFacts::serves : WorkerFacts::up)
                .toList();
        return up.size() < job.workers()
                ? Optional.empty()
                : up.stream().map(WorkerFacts::since).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }

    /** How the run ended; empty while it lives, or while pods of it are on nodes that answer. */
    Optional<End> end(RunFacts job, Instant now) {
        if (job.marks().containsKey(RunKeys.END_REASON)) {
            return Optional.of(written(job, now));
        }
        Optional<Instant> completed = allSucceeded(job, now).or(() -> Optional.ofNullable(job.completed()));
        if (completed.isPresent()) {
            return Optional.of(new End(
                    RunState.SUCCEEDED, RunReasons.COMPLETED, Optional.of(0), Optional.empty(), completed.get()));
        }
        boolean failed = job.failure() != null;
        boolean lost = !job.service() && lostWorker(job.runId()).isPresent();
        if (livesOn(job.runId()) || !(failed || lost || (job.stopped() && job.idle()))) {
            return Optional.empty();
        }
        return Optional.of(job.stopped() ? stopped(job, now) : failure(job, now));
    }

    /**
     * When the last of all workers ended well: Kubernetes says so of the Job too, but gathers the ends of its pods for a second
     * first.
     */
    private Optional<Instant> allSucceeded(RunFacts job, Instant now) {
        if (job.service() || job.stopped() || job.failure() != null) {
            return Optional.empty();
        }
        List<WorkerFacts> succeeded = workers.of(job.runId()).stream()
                .filter(worker -> worker.phase().equals(PodPhases.SUCCEEDED))
                .toList();
        return succeeded.size() < job.workers()
                ? Optional.empty()
                : succeeded.stream()
                        .map(WorkerFacts::until)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .or(() -> Optional.of(now));
    }

    /** A worker that Kubernetes gave up because its node does not answer. */
    Optional<WorkerFacts> lostWorker(String runId) {
        return Stream.concat(workers.of(runId).stream(), workers.takenAwayFrom(runId).stream())
                .filter(worker -> worker.disruption() != null
                        && worker.disruption().matches("DeletionByTaintManager|DeletionByPodGC"))
                .findFirst();
    }

    private boolean livesOn(String runId) {
        return workers.of(runId).stream()
                .anyMatch(worker -> !worker.ended() && worker.node() != null && answers.test(worker.node()));
    }

    private static End stopped(RunFacts job, Instant now) {
        return new End(
                RunState.STOPPED,
                RunReasons.STOPPED_BY_ORDER,
                Optional.empty(),
                Optional.of("Stopped by order: " + job.marks().get(RunKeys.STOPPED) + "."),
                now);
    }

    private End failure(RunFacts job, Instant now) {
        if (Objects.equals(job.failure(), "DeadlineExceeded")) {
            return failed(RunReasons.MAX_DURATION_EXCEEDED, Optional.empty(), Optional.empty(), now);
        }
        Optional<WorkerFacts> lost = lostWorker(job.runId());
        if (lost.isPresent()) {
            return failed(
                    RunReasons.NODE_LOST,
                    Optional.empty(),
                    Optional.of("Node %s did not answer; worker %s was given up."
                            .formatted(lost.get().node(), lost.get().pod())),
                    now);
        }
        Optional<WorkerFacts> first = workers.of(job.runId()).stream()
                .filter(worker -> worker.exitCode() != null && worker.exitCode() != 0)
                .min(Comparator.comparing(worker -> Objects.requireNonNullElse(worker.until(), Instant.MAX)));
        return first.map(worker -> failed(
                        RunReasons.EXIT_CODE,
                        Optional.ofNullable(worker.exitCode()),
                        Optional.of("Worker %s on %s ended with exit code %d."
                                .formatted(worker.pod(), worker.node(), worker.exitCode())),
                        Objects.requireNonNullElse(worker.until(), now)))
                .orElseGet(() -> failed(
                        "WorkerDeleted",
                        Optional.empty(),
                        Optional.of("A worker's pod was deleted by somebody, or lost while no agent looked."),
                        now));
    }

    private static End failed(String reason, Optional<Integer> exitCode, Optional<String> message, Instant at) {
        return new End(RunState.FAILED, reason, exitCode, message, at);
    }

    private static End written(RunFacts job, Instant now) {
        String reason = Objects.requireNonNullElse(job.marks().get(RunKeys.END_REASON), "");
        RunState state = switch (reason) {
            case RunReasons.COMPLETED -> RunState.SUCCEEDED;
            case RunReasons.STOPPED_BY_ORDER -> RunState.STOPPED;
            default -> RunState.FAILED;
        };
        return new End(
                state,
                reason,
                Optional.ofNullable(job.marks().get(RunKeys.END_EXIT_CODE)).map(Integer::valueOf),
                Optional.ofNullable(job.marks().get(RunKeys.END_MESSAGE)),
                job.endedAt().orElse(now));
    }
}
