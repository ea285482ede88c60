package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes and removes the LeaderWorkerSets of services. Every step may be the last of an agent, and is safe to repeat. */
record Groups(LeaderWorkerSets sets, GroupObjects objects) {

    /**
     * One group for each replica, where it was placed; those that leave go first, for their devices.
     *
     * @return names of groups that cannot be made yet, because one of the same replica is still leaving other nodes
     */
    List<String> bring(RunSpec spec, Service owner, Map<String, NodeFacts> nodes) {
        Map<String, GenericKubernetesResource> wanted = wanted(spec, owner, nodes);
        Set<String> stays = new HashSet<>();
        List<String> leaving = new ArrayList<>();
        for (GenericKubernetesResource present : sets.of(spec.runId())) {
            String name = present.getMetadata().getName();
            GenericKubernetesResource due = wanted.get(name);
            if (due != null
                    && !LeaderWorkerSets.leaves(present)
                    && place(present).equals(place(due))) {
                stays.add(name);
            } else {
                sets.remove(present);
                leaving.add(name);
            }
        }
        wanted.forEach((name, group) -> {
            if (!stays.contains(name) && !leaving.contains(name)) {
                sets.once(group);
            }
        });
        leaving.retainAll(wanted.keySet());
        return leaving;
    }

    private Map<String, GenericKubernetesResource> wanted(RunSpec spec, Service owner, Map<String, NodeFacts> nodes) {
        Map<String, GenericKubernetesResource> wanted = new TreeMap<>();
        Map<Integer, List<WorkerPlacement>> replicas =
                spec.workers().stream().collect(Collectors.groupingBy(WorkerPlacement::replica));
        replicas.values().forEach(workers -> {
            NodeFacts like = Objects.requireNonNull(nodes.get(workers.getFirst().node()));
            GenericKubernetesResource group = objects.group(spec.with(spec.generation(), workers), owner, like);
            wanted.put(group.getMetadata().getName(), group);
        });
        return wanted;
    }

    private static String place(GenericKubernetesResource group) {
        return group.getMetadata().getLabels().getOrDefault(RunKeys.NODE, "");
    }
}
