package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.DriverFailure;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The operator's pod templates by accelerator model: what every worker there has besides what its run asks. */
record PodTemplates(Map<String, String> yamlByModel, KubernetesSerialization serialization) {

    /**
     * Reads the files.
     *
     * @throws DriverFailure naming the file that cannot be read
     */
    static PodTemplates read(Map<String, Path> files, KubernetesSerialization serialization) {
        Map<String, String> texts = new HashMap<>();
        files.forEach((model, file) -> {
            try {
                String text = Files.readString(file);
                serialization.unmarshal(text, PodTemplateSpec.class);
                texts.put(model, text);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new DriverFailure(
                        "The pod template %s of %s cannot be read: %s. It holds metadata and spec, as a Job's template does."
                                .formatted(file, model, unreadable.getMessage()),
                        unreadable);
            }
        });
        return new PodTemplates(Map.copyOf(texts), serialization);
    }

    /** A fresh copy of the model's template, an empty one where the operator gave none. */
    PodTemplateSpec of(String model) {
        return Optional.ofNullable(yamlByModel.get(model))
                .map(yaml -> serialization.unmarshal(yaml, PodTemplateSpec.class))
                .orElseGet(PodTemplateSpec::new);
    }
}
