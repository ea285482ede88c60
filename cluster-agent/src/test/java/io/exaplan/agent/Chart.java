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

/**
 * A chart of this project as Helm renders it.
 *
 * @param folder its folder under {@code helm}
 * @param release name of the release it is rendered as, in namespace {@code default}
 * @param least the values without which it refuses to be rendered
 */
public record Chart(String folder, String release, String least) {

    public static final Chart AGENT = new Chart("cluster-agent", "agent", """
            cluster: north
            planner: {url: "https://planner.example"}
            joinToken: {existingSecret: north-join}
            """);
    public static final Chart PLANNER = new Chart("planner", "planner", "replicas: 1\n");

    /** Kinds the client has no model of; a real API server judges them by their definitions in ChartsInstalledTest. */
    private static final String WITHOUT_MODEL = "monitoring.coreos.com/v1";

    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    public Path path() {
        return Path.of("..", "helm", folder).toAbsolutePath().normalize();
    }

    /**
     * The manifests.
     *
     * @throws IllegalStateException when the values do not fit the schema
     */
    public List<HasMetadata> render(String values) {
        return documents(values).map(Chart::strictly).toList();
    }

    /** Those of one type. */
    public <T extends HasMetadata> List<T> render(Class<T> type, String values) {
        return render(values).stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What strict linting says of the chart with these values in place of its own. */
    LintResult lint(Path copies, String values) throws IOException {
        try (Stream<Path> files = Files.walk(path())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = copies.resolve(path().relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        JsonNode all = new YAMLMapper().readTree(path().resolve("values.yaml"));
        JsonNode merged = new YAMLMapper().readerForUpdating(all).readValue(values);
        Files.writeString(copies.resolve("values.yaml"), new YAMLMapper().writeValueAsString(merged));
        return new Helm(copies).lint().strict().quiet().call();
    }

    private Stream<String> documents(String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                TemplateCommand command = new Helm(path())
                        .template()
                        .withName(release)
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
        if (!object.getApiVersion().equals(WITHOUT_MODEL) && !unknown.isEmpty()) {
            throw new IllegalStateException("Kubernetes does not know " + unknown + " in " + manifest);
        }
        return object;
    }
}
