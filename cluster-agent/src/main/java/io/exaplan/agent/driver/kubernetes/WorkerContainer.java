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
import java.util.stream.Stream;

/** The container a worker runs in, over what the operator's template says of a container of that name. */
final class WorkerContainer {

    static final String RUN_ID = "EXAPLAN_RUN_ID";

    private WorkerContainer() {}

    /**
     * The template with the worker's container; its other containers stay.
     *
     * @param ours variables the driver tells the worker
     */
    static PodTemplateSpec into(
            PodTemplateSpec base, RunSpec spec, WorkerShape shape, String resource, List<EnvVar> ours) {
        List<Container> containers = new ArrayList<>();
        Container worker = new Container();
        for (Container container :
                base.getSpec() == null ? List.<Container>of() : base.getSpec().getContainers()) {
            if (container.getName().equals(RunKeys.CONTAINER)) {
                worker = container;
            } else {
                containers.add(container);
            }
        }
        containers.addFirst(container(worker, spec, shape, resource, ours));
        PodTemplateSpecBuilder template = new PodTemplateSpecBuilder(base)
                .editOrNewSpec()
                .withContainers(containers)
                .endSpec();
        for (RunSpec.Volume volume : spec.runtime().volumes()) {
            template.editSpec()
                    .addNewVolume()
                    .withName(name(spec, volume))
                    .withNewPersistentVolumeClaim(volume.claim(), volume.readOnly())
                    .endVolume()
                    .endSpec();
        }
        return template.build();
    }

    /** CPU and memory are asked for, not limited: the node is the run's as far as the plan goes. */
    private static Container container(
            Container base, RunSpec spec, WorkerShape shape, String resource, List<EnvVar> ours) {
        ContainerBuilder container = new ContainerBuilder(base)
                .withName(RunKeys.CONTAINER)
                .withImage(spec.runtime().image())
                .withEnv(environment(base, spec, ours))
                .editOrNewResources()
                .addToRequests("cpu", new Quantity(shape.cpuMilli() + "m"))
                .addToRequests("memory", new Quantity(shape.memoryMib() + "Mi"))
                .addToRequests(resource, new Quantity(Integer.toString(shape.devices())))
                .addToLimits(resource, new Quantity(Integer.toString(shape.devices())))
                .endResources();
        if (!spec.runtime().command().isEmpty()) {
            container.withCommand(spec.runtime().command()).withArgs(List.of());
        }
        for (RunSpec.Volume volume : spec.runtime().volumes()) {
            container
                    .addNewVolumeMount()
                    .withName(name(spec, volume))
                    .withMountPath(volume.path())
                    .withReadOnly(volume.readOnly())
                    .endVolumeMount();
        }
        return container.build();
    }

    /** Not a name that the operator's template would choose. */
    private static String name(RunSpec spec, RunSpec.Volume volume) {
        return "exaplan-volume-" + spec.runtime().volumes().indexOf(volume);
    }

    /** The operator's variables, ours over them, the team's over both. */
    private static List<EnvVar> environment(Container base, RunSpec spec, List<EnvVar> ours) {
        Map<String, EnvVar> variables = new LinkedHashMap<>();
        Stream.concat(Objects.requireNonNullElse(base.getEnv(), List.<EnvVar>of()).stream(), ours.stream())
                .forEach(variable -> variables.put(variable.getName(), variable));
        spec.runtime().environment().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> variables.put(entry.getKey(), plain(entry.getKey(), entry.getValue())));
        spec.runtime().secrets().forEach(secret -> variables.put(secret.variable(), named(secret)));
        return List.copyOf(variables.values());
    }

    /** The kubelet reads the secret; the agent has no right to. */
    private static EnvVar named(RunSpec.SecretVariable secret) {
        return new EnvVarBuilder()
                .withName(secret.variable())
                .withNewValueFrom()
                .withNewSecretKeyRef(secret.key(), secret.secret(), false)
                .endValueFrom()
                .build();
    }

    static EnvVar plain(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }
}
