package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Pods the planner did not start, as far as they hold accelerators of a node. They hold them until they have ended. */
final class ForeignPods extends Mirror<Pod> {

    private record Holding(String node, Map<String, Long> devices) {}

    private final Predicate<Pod> own;
    private final Map<String, Holding> holdings = new ConcurrentHashMap<>();

    /** Pods that satisfy the test are the planner's own. */
    ForeignPods(Predicate<Pod> own, Runnable changed) {
        super(changed);
        this.own = own;
    }

    /** Units held by node, then by resource. */
    Map<String, Map<String, Long>> unitsHeld() {
        Map<String, Map<String, Long>> held = new HashMap<>();
        for (Holding holding : holdings.values()) {
            Map<String, Long> onNode = held.computeIfAbsent(holding.node(), node -> new HashMap<>());
            holding.devices().forEach((resource, units) -> onNode.merge(resource, units, Long::sum));
        }
        return held;
    }

    @Override
    boolean seen(String key, Pod pod) {
        String node = pod.getSpec().getNodeName();
        Map<String, Long> devices =
                node == null || own.test(pod) || PodPhases.ended(pod) ? Map.of() : AcceleratorRequest.of(pod);
        if (node == null || devices.isEmpty()) {
            return gone(key);
        }
        Holding now = new Holding(node, devices);
        return !now.equals(holdings.put(key, now));
    }

    @Override
    boolean gone(String key) {
        return holdings.remove(key) != null;
    }
}
