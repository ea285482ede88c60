package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The container a worker runs in, over what the operator's template says of a container of that name. */
final class WorkerContainer {

    private static final String INDEX = "metadata.annotations['batch.kubernetes.io/job-completion-index']";

    private WorkerContainer() {}

    /** The template with the worker's container; its other containers stay. */
    static PodTemplateSpec into(
            PodTemplateSpec base, RunSpec spec, WorkerShape shape, String resource, String namespace) {
        List<Container> containers = new ArrayList<>();
        Container ours = new Container();
        for (Container container :
                base.getSpec() == null ? List.<Container>of() : base.getSpec().getContainers()) {
            if (container.getName().equals(RunKeys.CONTAINER)) {
                ours = container;
            } else {
                containers.add(container);
            }
        }
        containers.addFirst(container(ours, spec, shape, resource, namespace));
        return new PodTemplateSpecBuilder(base)
                .editOrNewSpec()
                .withContainers(containers)
                .endSpec()
                .build();
    }

    /** CPU and memory are asked for, not limited: the node is the run's as far as the plan goes. */
    private static Container container(
            Container base, RunSpec spec, WorkerShape shape, String resource, String namespace) {
        ContainerBuilder container = new ContainerBuilder(base)
                .withName(RunKeys.CONTAINER)
                .withImage(spec.runtime().image())
                .withEnv(environment(base, spec, shape, namespace))
                .editOrNewResources()
                .addToRequests("cpu", new Quantity(shape.cpuMilli() + "m"))
                .addToRequests("memory", new Quantity(shape.memoryMib() + "Mi"))
                .addToRequests(resource, new Quantity(Integer.toString(shape.devices())))
                .addToLimits(resource, new Quantity(Integer.toString(shape.devices())))
                .endResources();
        if (!spec.runtime().command().isEmpty()) {
            container.withCommand(spec.runtime().command()).withArgs(List.of());
        }
        return container.build();
    }

    /** The operator's variables, ours over them, the team's over both. */
    private static List<EnvVar> environment(Container base, RunSpec spec, WorkerShape shape, String namespace) {
        Map<String, EnvVar> variables = new LinkedHashMap<>();
        for (EnvVar variable : Objects.requireNonNullElse(base.getEnv(), List.<EnvVar>of())) {
            variables.put(variable.getName(), variable);
        }
        Rendezvous.variables(spec, shape, namespace).forEach((name, value) -> variables.put(name, plain(name, value)));
        for (String rank : List.of("RANK", "PET_NODE_RANK")) {
            variables.put(
                    rank,
                    new EnvVarBuilder()
                            .withName(rank)
                            .withNewValueFrom()
                            .withNewFieldRef("v1", INDEX)
                            .endValueFrom()
                            .build());
        }
        spec.runtime().environment().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> variables.put(entry.getKey(), plain(entry.getKey(), entry.getValue())));
        return List.copyOf(variables.values());
    }

    private static EnvVar plain(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }
}
