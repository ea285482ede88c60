package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the driver keeps of a run's pod.
 *
 * @param replica what tells it from workers of other replicas: the replica's number, or its own name where it is all of one
 * @param node its node, absent until it has one
 * @param phase Kubernetes' phase
 * @param since when its container started
 * @param until when its container ended
 * @param exitCode exit code of its container
 * @param disruption why Kubernetes took it away, absent unless it did
 * @param waiting what it waits for, absent when it does not
 * @param unschedulable it waits for a node
 * @param ready Kubernetes sends it requests
 * @param restarts how often its container was started again
 * @param lastEnd how its container ended the last time, absent while it never did
 */
record WorkerFacts(
        String runId,
        String pod,
        String replica,
        @Nullable String node,
        String phase,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Integer exitCode,
        @Nullable String disruption,
        @Nullable String waiting,
        boolean unschedulable,
        boolean ready,
        int restarts,
        @Nullable String lastEnd) {

    static WorkerFacts of(Pod pod, String runId) {
        Optional<ContainerStatus> container = container(pod.getStatus());
        Optional<PodCondition> unscheduled = conditions(pod.getStatus()).stream()
                .filter(condition -> condition.getType().equals("PodScheduled")
                        && condition.getStatus().equals("False"))
                .findFirst();
        var ended = container.map(
                status -> status.getState() == null ? null : status.getState().getTerminated());
        var running = container.map(
                status -> status.getState() == null ? null : status.getState().getRunning());
        var waits = container.map(
                status -> status.getState() == null ? null : status.getState().getWaiting());
        return new WorkerFacts(
                runId,
                pod.getMetadata().getName(),
                Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.<String, String>of())
                        .getOrDefault(RunKeys.REPLICA, pod.getMetadata().getName()),
                pod.getSpec().getNodeName(),
                PodPhases.of(pod),
                running.map(state -> instant(state.getStartedAt()))
                        .or(() -> ended.map(state -> instant(state.getStartedAt())))
                        .orElse(null),
                ended.map(state -> instant(state.getFinishedAt())).orElse(null),
                ended.map(state -> state.getExitCode()).orElse(null),
                conditions(pod.getStatus()).stream()
                        .filter(condition -> condition.getType().equals("DisruptionTarget")
                                && condition.getStatus().equals("True"))
                        .map(PodCondition::getReason)
                        .findFirst()
                        .orElse(null),
                unscheduled
                        .map(PodCondition::getMessage)
                        .or(() -> waits.map(state -> state.getReason() + ": " + state.getMessage()))
                        .orElse(null),
                unscheduled.isPresent(),
                conditions(pod.getStatus()).stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True")),
                container
                        .map(status -> Objects.requireNonNullElse(status.getRestartCount(), 0))
                        .orElse(0),
                container
                        .map(status -> status.getLastState() == null
                                ? null
                                : status.getLastState().getTerminated())
                        .map(state -> "%s, exit code %d".formatted(state.getReason(), state.getExitCode()))
                        .orElse(null));
    }

    boolean ended() {
        return phase.equals(PodPhases.SUCCEEDED) || phase.equals(PodPhases.FAILED);
    }

    boolean up() {
        return (phase.equals("Running") && since != null) || phase.equals(PodPhases.SUCCEEDED);
    }

    boolean serves() {
        return up() && ready;
    }

    private static Optional<ContainerStatus> container(@Nullable PodStatus status) {
        return status == null || status.getContainerStatuses() == null
                ? Optional.empty()
                : status.getContainerStatuses().stream()
                        .filter(candidate -> candidate.getName().equals(RunKeys.CONTAINER))
                        .findFirst();
    }

    private static List<PodCondition> conditions(@Nullable PodStatus status) {
        return status == null ? List.of() : Objects.requireNonNullElse(status.getConditions(), List.of());
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
