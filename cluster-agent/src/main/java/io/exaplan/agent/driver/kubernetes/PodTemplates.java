package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.settings.Fields;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** The operator's pod templates by partition: what every worker there has besides what its run asks. */
record PodTemplates(Map<String, String> yamlByPartition, KubernetesSerialization serialization) {

    private static final Logger LOG = LoggerFactory.getLogger(PodTemplates.class);

    private static final String ALLOWED =
            "a partition of this cluster as the planner names it, without the cluster's name, such as h800x8";

    /** Refuses fields that Kubernetes does not know, which its own model would keep and its API server would drop. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new WithoutOtherFields())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final class WithoutOtherFields extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
            return false;
        }
    }

    /** Reads the field {@code podTemplates}: their files by partition. */
    static Map<String, Path> files(Fields apply) {
        Map<String, Path> files = new HashMap<>();
        for (Fields template : apply.blocks("podTemplates")) {
            String partition = template.text("partition", ALLOWED);
            Path file = template.required("file", template.path("file"), "a file with a pod template", Path.of("."));
            if (partition.contains("/")) {
                template.complain("partition", ALLOWED);
            } else if (files.putIfAbsent(partition, file) != null && !partition.isEmpty()) {
                template.complain("partition", "a partition that is not named before");
            }
        }
        return files;
    }

    /**
     * Reads the files.
     *
     * @throws DriverFailure naming the file that cannot be read
     */
    static PodTemplates read(Map<String, Path> files, KubernetesSerialization serialization) {
        Map<String, String> texts = new HashMap<>();
        files.forEach((partition, file) -> {
            try {
                String text = Files.readString(file);
                STRICT.readValue(serialization.convertToJson(text), PodTemplateSpec.class);
                texts.put(partition, text);
            } catch (IOException | RuntimeException unreadable) {
                throw new DriverFailure(
                        "The pod template %s of %s cannot be read: %s. It holds metadata and spec, as a Job's template does."
                                .formatted(file, partition, words(unreadable)),
                        unreadable);
            }
        });
        return new PodTemplates(Map.copyOf(texts), serialization);
    }

    /**
     * A fresh copy of the partition's template, an empty one where the operator gave none.
     *
     * @param partition absent where the planner does not say it
     */
    PodTemplateSpec of(@Nullable String partition) {
        String yaml = partition == null ? null : yamlByPartition.get(partition);
        if (yaml == null && !yamlByPartition.isEmpty()) {
            LOG.info(
                    "No pod template is for partition {}; there are for {}.",
                    partition,
                    yamlByPartition.keySet().stream().sorted().toList());
        }
        return Optional.ofNullable(yaml)
                .map(text -> serialization.unmarshal(text, PodTemplateSpec.class))
                .orElseGet(PodTemplateSpec::new);
    }

    private static String words(Exception unreadable) {
        return unreadable instanceof JacksonException wrong
                ? "%s: %s"
                        .formatted(
                                wrong.getPath().stream()
                                        .map(step -> Optional.ofNullable(step.getPropertyName())
                                                .orElseGet(() -> Integer.toString(step.getIndex())))
                                        .collect(Collectors.joining(".")),
                                wrong.getOriginalMessage())
                : String.valueOf(unreadable.getMessage());
    }
}
