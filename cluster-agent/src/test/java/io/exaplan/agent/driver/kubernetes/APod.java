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

    APod inNamespace(String namespace) {
        pod = pod.editMetadata().withNamespace(namespace).endMetadata();
        return this;
    }

    APod labelled(String key, String value) {
        pod = pod.editMetadata().addToLabels(key, value).endMetadata();
        return this;
    }

    APod ownedByJob(String job) {
        pod = pod.editMetadata()
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(job)
                .withUid(job)
                .endOwnerReference()
                .endMetadata();
        return this;
    }

    APod startedAt(String instant) {
        pod = pod.editStatus().withStartTime(instant).endStatus();
        return this;
    }

    /** May run so long, and hold on so much longer when told to end. */
    APod limitedTo(long seconds, long graceSeconds) {
        pod = pod.editSpec()
                .withActiveDeadlineSeconds(seconds)
                .withTerminationGracePeriodSeconds(graceSeconds)
                .endSpec();
        return this;
    }

    /** Told to end, and gone at that time at the latest. */
    APod goneAt(String instant) {
        pod = pod.editMetadata().withDeletionTimestamp(instant).endMetadata();
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
