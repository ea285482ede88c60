package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Pods the planner did not start, as far as they hold accelerators of a node. They hold them until they have ended; when that
 * will be is known of some and assumed of others.
 */
final class ForeignPods extends Mirror<Pod> {

    /** What Kubernetes allows a pod that states nothing between the order to end and force. */
    private static final long USUAL_GRACE_SECONDS = 30;

    /**
     * Units of a resource that one pod holds.
     *
     * @param until when its own limit or the operator's assumption ends that, which may be past; empty when nobody knows
     */
    record Held(String resource, long units, Optional<Instant> until) {}

    /**
     * @param limit when Kubernetes ends the pod by what it says itself
     * @param job the Job it belongs to, whose deadline counts as well
     * @param graceSeconds how much longer than a deadline it may hold on
     * @param assumed when it ends by the operator's word, where nothing limits it
     */
    private record Holding(
            String node,
            Map<String, Long> devices,
            Optional<Instant> limit,
            Optional<String> job,
            long graceSeconds,
            Optional<Instant> assumed) {}

    private final Predicate<Pod> own;
    private final Accelerators accelerators;
    private final List<AssumedStay> stays;
    private final JobDeadlines jobs;
    private final Map<String, Holding> holdings = new ConcurrentHashMap<>();

    /** Pods that satisfy the test are the planner's own. */
    ForeignPods(
            Predicate<Pod> own,
            Accelerators accelerators,
            List<AssumedStay> stays,
            JobDeadlines jobs,
            Runnable changed) {
        super(changed);
        this.own = own;
        this.accelerators = accelerators;
        this.stays = List.copyOf(stays);
        this.jobs = jobs;
    }

    /** What is held, by node. */
    Map<String, List<Held>> held() {
        Map<String, List<Held>> held = new HashMap<>();
        for (Holding holding : holdings.values()) {
            Optional<Instant> until = until(holding);
            List<Held> onNode = held.computeIfAbsent(holding.node(), node -> new ArrayList<>());
            holding.devices().forEach((resource, units) -> onNode.add(new Held(resource, units, until)));
        }
        return held;
    }

    @Override
    boolean seen(String key, Pod pod) {
        String node = pod.getSpec().getNodeName();
        Map<String, Long> devices = node == null || own.test(pod) || PodPhases.ended(pod)
                ? Map.of()
                : AcceleratorRequest.of(pod, accelerators);
        if (node == null || devices.isEmpty()) {
            return gone(key);
        }
        long graceSeconds =
                Objects.requireNonNullElse(pod.getSpec().getTerminationGracePeriodSeconds(), USUAL_GRACE_SECONDS);
        Holding now = new Holding(
                node, devices, limit(pod, graceSeconds), JobDeadlines.ownerOf(pod), graceSeconds, assumed(pod));
        return !now.equals(holdings.put(key, now));
    }

    @Override
    boolean gone(String key) {
        return holdings.remove(key) != null;
    }

    private Optional<Instant> until(Holding holding) {
        Optional<Instant> ofJob =
                holding.job().flatMap(jobs::of).map(deadline -> deadline.plusSeconds(holding.graceSeconds()));
        return earliest(holding.limit(), ofJob).or(holding::assumed);
    }

    /** A pod that is being deleted is gone at that time at the latest; its grace period is counted in. */
    private static Optional<Instant> limit(Pod pod, long graceSeconds) {
        Optional<Instant> deadline = Optional.ofNullable(pod.getSpec().getActiveDeadlineSeconds())
                .flatMap(seconds -> startedAt(pod).map(start -> start.plusSeconds(seconds + graceSeconds)));
        return earliest(
                deadline,
                Optional.ofNullable(pod.getMetadata().getDeletionTimestamp()).map(Instant::parse));
    }

    private Optional<Instant> assumed(Pod pod) {
        Optional<Duration> lasts = AssumedStay.of(pod, stays);
        return lasts.flatMap(stay -> startedAt(pod).map(start -> start.plus(stay)));
    }

    private static Optional<Instant> startedAt(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : Optional.ofNullable(pod.getStatus().getStartTime()).map(Instant::parse);
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
