package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;

/** Builds somebody's pods: {@code aPod("p1").on("n1").holding("nvidia.com/gpu", 2).build()}. */
final class APod {

    private PodBuilder pod;

    private APod(String name) {
        pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .endStatus();
    }

    static APod aPod(String name) {
        return new APod(name);
    }

    APod on(String node) {
        pod = pod.editSpec().withNodeName(node).endSpec();
        return this;
    }

    /** One more container with so many devices as its limit. */
    APod holding(String resource, int devices) {
        pod = pod.editSpec()
                .addNewContainer()
                .withName("c" + pod.buildSpec().getContainers().size())
                .withImage("image")
                .withNewResources()
                .addToLimits(resource, new Quantity(String.valueOf(devices)))
                .endResources()
                .endContainer()
                .endSpec();
        return this;
    }

    /** One more initial container. */
    APod preparedWith(String resource, int devices) {
        pod = pod.editSpec()
                .addNewInitContainer()
                .withName("i" + pod.buildSpec().getInitContainers().size())
                .withImage("image")
                .withNewResources()
                .addToLimits(resource, new Quantity(String.valueOf(devices)))
                .endResources()
                .endInitContainer()
                .endSpec();
        return this;
    }

    APod in(String phase) {
        pod = pod.editStatus().withPhase(phase).endStatus();
        return this;
    }

    Pod build() {
        return pod.build();
    }
}
