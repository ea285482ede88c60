package io.exaplan.agent;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The chart {@code helm/cluster-agent} as Helm renders it. */
public final class AgentChart {

    /** The values without which the chart refuses to be rendered. */
    public static final String LEAST = """
            cluster: north
            planner: {url: "https://planner.example"}
            joinToken: {existingSecret: north-join}
            """;

    private static final Path CHART = Path.of("..", "helm", "cluster-agent").toAbsolutePath();
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    private AgentChart() {}

    /**
     * The manifests of release {@code agent} in namespace {@code default}.
     *
     * @throws IllegalStateException when the values do not fit the schema
     */
    public static List<HasMetadata> render(String values) {
        return documents(values).map(AgentChart::strictly).toList();
    }

    /** What strict linting says of the chart with these values in place of its own. */
    static LintResult lint(Path folder, String values) throws IOException {
        try (Stream<Path> files = Files.walk(CHART)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(CHART.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        JsonNode all = new YAMLMapper().readTree(CHART.resolve("values.yaml"));
        JsonNode merged = new YAMLMapper().readerForUpdating(all).readValue(values);
        Files.writeString(folder.resolve("values.yaml"), new YAMLMapper().writeValueAsString(merged));
        return new Helm(folder).lint().strict().quiet().call();
    }

    private static Stream<String> documents(String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                TemplateCommand command = new Helm(CHART)
                        .template()
                        .withName("agent")
                        .withNamespace("default")
                        .withKubeVersion("1.34.4")
                        .withValuesFile(file);
                return Arrays.stream(command.call().split("(?m)^---$")).filter(text -> text.contains("kind:"));
            } finally {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads a manifest and refuses fields that Kubernetes does not know. */
    private static HasMetadata strictly(String manifest) {
        HasMetadata object = KUBERNETES.unmarshal(manifest, HasMetadata.class);
        List<String> unknown = UnknownFields.of(object);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("Kubernetes does not know " + unknown + " in " + manifest);
        }
        return object;
    }
}
