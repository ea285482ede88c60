package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;

/** Builds nodes: {@code aNode("n1").with("nvidia.com/gpu", 8).labelled("nvidia.com/gpu.product", "NVIDIA-H800").build()}. */
final class ANode {

    private NodeBuilder node;

    private ANode(String name) {
        node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("kubernetes.io/hostname", name)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addToCapacity("cpu", new Quantity("128"))
                .addToAllocatable("cpu", new Quantity("127500m"))
                .addToCapacity("memory", new Quantity("1Ti"))
                .addToAllocatable("memory", new Quantity("1Ti"))
                .addToCapacity("pods", new Quantity("110"))
                .addToAllocatable("pods", new Quantity("110"))
                .endStatus();
    }

    static ANode aNode(String name) {
        return new ANode(name).ready(true);
    }

    /** Eight H800 with NVIDIA's label. */
    static ANode anH800(String name) {
        return aNode(name).with("nvidia.com/gpu", 8).labelled("nvidia.com/gpu.product", "NVIDIA-H800");
    }

    ANode with(String resource, int devices) {
        return with(resource, devices, devices);
    }

    ANode with(String resource, int capacity, int allocatable) {
        node = node.editStatus()
                .addToCapacity(resource, new Quantity(String.valueOf(capacity)))
                .addToAllocatable(resource, new Quantity(String.valueOf(allocatable)))
                .endStatus();
        return this;
    }

    ANode labelled(String key, String value) {
        node = node.editMetadata().addToLabels(key, value).endMetadata();
        return this;
    }

    ANode annotated(String key, String value) {
        node = node.editMetadata().addToAnnotations(key, value).endMetadata();
        return this;
    }

    ANode tainted(String key, String effect) {
        node = node.editSpec()
                .addNewTaint()
                .withKey(key)
                .withEffect(effect)
                .endTaint()
                .endSpec();
        return this;
    }

    ANode cordoned() {
        node = node.editSpec().withUnschedulable(true).endSpec();
        return this;
    }

    ANode ready(boolean ready) {
        node = node.editStatus()
                .removeMatchingFromConditions(condition -> condition.getType().equals("Ready"))
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "Unknown")
                .endCondition()
                .endStatus();
        return this;
    }

    Node build() {
        return node.build();
    }
}
