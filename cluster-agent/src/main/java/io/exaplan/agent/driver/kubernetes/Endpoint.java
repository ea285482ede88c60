package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a replica of a service takes requests, and how it is seen to.
 *
 * @param stated the job itself says so: then the operator's template has no better word
 * @param path what is asked; empty where it is enough that the port takes connections
 */
record Endpoint(int port, boolean stated, Optional<String> path) {

    static Endpoint of(RunSpec spec, ApplySettings settings) {
        RunSpec.@Nullable Serving serving = spec.serving();
        if (serving == null) {
            return new Endpoint(settings.servicePort(), false, Optional.empty());
        }
        Integer port = serving.port();
        return new Endpoint(
                port == null ? settings.servicePort() : port, true, Optional.ofNullable(serving.readinessPath()));
    }

    /** The template with the port at the worker's container and the probe that tells when it is ready. */
    PodTemplateSpec in(PodTemplateSpec template) {
        return new PodTemplateSpecBuilder(template)
                .editSpec()
                .withContainers(template.getSpec().getContainers().stream()
                        .map(container -> container.getName().equals(RunKeys.CONTAINER) ? at(container) : container)
                        .toList())
                .endSpec()
                .build();
    }

    private Container at(Container worker) {
        ContainerBuilder container = new ContainerBuilder(worker);
        if (worker.getPorts().stream().noneMatch(open -> open.getContainerPort() == port)) {
            container.addNewPort().withContainerPort(port).endPort();
        }
        return (stated || worker.getReadinessProbe() == null ? container.withReadinessProbe(probe()) : container)
                .build();
    }

    private Probe probe() {
        IntOrString number = new IntOrString(port);
        return path.map(asked -> new ProbeBuilder()
                        .withNewHttpGet()
                        .withPath(asked)
                        .withPort(number)
                        .endHttpGet())
                .orElseGet(() ->
                        new ProbeBuilder().withNewTcpSocket().withPort(number).endTcpSocket())
                .build();
    }
}
