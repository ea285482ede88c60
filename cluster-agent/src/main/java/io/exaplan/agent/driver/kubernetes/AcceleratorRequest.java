package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The accelerators a pod holds, by resource, as the scheduler counts them. Slices of devices are left out. */
final class AcceleratorRequest {

    private AcceleratorRequest() {}

    /** Containers together, and what runs beside them; an initial container that wants more on its own counts instead. */
    static Map<String, Long> of(Pod pod, Accelerators accelerators) {
        Map<String, Long> together = new HashMap<>();
        Map<String, Long> alone = new HashMap<>();
        for (Container container : list(pod.getSpec().getContainers())) {
            devices(container, accelerators).forEach((resource, units) -> together.merge(resource, units, Long::sum));
        }
        for (Container container : list(pod.getSpec().getInitContainers())) {
            boolean beside = "Always".equals(container.getRestartPolicy());
            devices(container, accelerators)
                    .forEach((resource, units) ->
                            (beside ? together : alone).merge(resource, units, beside ? Long::sum : Math::max));
        }
        alone.forEach((resource, units) -> together.merge(resource, units, Math::max));
        return together;
    }

    private static Map<String, Long> devices(Container container, Accelerators accelerators) {
        if (container.getResources() == null) {
            return Map.of();
        }
        Map<String, Quantity> stated = new HashMap<>();
        add(stated, container.getResources().getRequests());
        add(stated, container.getResources().getLimits());
        Map<String, Long> units = Quantities.whole(stated);
        units.keySet().removeIf(resource -> !accelerators.isWhole(resource));
        units.values().removeIf(number -> number <= 0);
        return units;
    }

    private static void add(Map<String, Quantity> all, @Nullable Map<String, Quantity> some) {
        if (some != null) {
            all.putAll(some);
        }
    }

    private static List<Container> list(@Nullable List<Container> containers) {
        return containers == null ? List.of() : containers;
    }
}
