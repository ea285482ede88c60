package io.exaplan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class PlannerChartTest {

    private static final String LEAST = Chart.PLANNER.least();
    private static final String REPLICATED = """
            replicas: 3
            database: {url: "jdbc:postgresql://postgres:5432/exaplan", user: exaplan, existingSecret: postgres}
            """;
    private static final String FULL = REPLICATED + """
            settings: {exaplan: {planning: {horizon: 7d}}}
            existingSecrets: [issuer]
            javaOptions: -XX:+UseZGC
            showFirstToken: false
            tls: {existingSecret: planner-tls}
            image: {repository: registry/planner, tag: "1", pullSecrets: [pull]}
            serviceAccount: {create: false, name: mine}
            service: {type: LoadBalancer, port: 443, annotations: {a: b}}
            ingress: {enabled: true, className: nginx, host: planner.example, tlsSecret: t, annotations: {a: b}}
            networkPolicy: {from: [{ipBlock: {cidr: 10.0.0.0/8}}], databaseCidrs: [10.1.0.1/32], httpsCidrs: [10.2.0.0/16]}
            podDisruptionBudget: {maxUnavailable: 2}
            monitoring:
              serviceMonitor: {enabled: true, tokenSecret: scrape, labels: {release: prometheus}}
              prometheusRule: {enabled: true, labels: {release: prometheus}}
              dashboard: {enabled: true}
            nodeSelector: {role: admin}
            tolerations: [{key: admin, operator: Exists}]
            affinity: {nodeAffinity: {}}
            podAnnotations: {team: city}
            """;
    private static final String KEPT = """
            persistence: {existingClaim: kept}
            networkPolicy: {enabled: false}
            """;

    static List<String> values() {
        return List.of(LEAST, REPLICATED, FULL, KEPT);
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("values")
    void passesStrictLinting(String values) throws IOException {
        LintResult result = Chart.PLANNER.lint(folder, values);

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("values")
    void runsWithoutPrivilegesAndIsAskedHowItIs(String values) {
        PodSpec pod = pod(values);
        Container planner = pod.getContainers().getFirst();

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(planner.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(planner.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(planner.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(List.of(planner.getStartupProbe(), planner.getLivenessProbe(), planner.getReadinessProbe()))
                .allSatisfy(probe -> assertThat(probe.getHttpGet().getPath()).startsWith("/actuator/health/"));
    }

    @Test
    void aloneItKeepsItsDatabaseOnAVolume() {
        Deployment planner = one(Deployment.class, LEAST);

        assertThat(planner.getSpec().getReplicas()).isEqualTo(1);
        assertThat(planner.getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(home(LEAST).getPersistentVolumeClaim().getClaimName())
                .isEqualTo(one(PersistentVolumeClaim.class, LEAST).getMetadata().getName());
        assertThat(home(KEPT).getPersistentVolumeClaim().getClaimName()).isEqualTo("kept");
        assertThat(Chart.PLANNER.render(PersistentVolumeClaim.class, KEPT)).isEmpty();
        assertThat(Chart.PLANNER.render(PodDisruptionBudget.class, LEAST)).isEmpty();
    }

    @Test
    void severalShareAnExternalDatabase() {
        Deployment planner = one(Deployment.class, REPLICATED);
        List<EnvVar> variables = pod(REPLICATED).getContainers().getFirst().getEnv();

        assertThat(planner.getSpec().getReplicas()).isEqualTo(3);
        assertThat(planner.getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal())
                .isZero();
        assertThat(home(REPLICATED).getEmptyDir()).isNotNull();
        assertThat(variables)
                .filteredOn(variable -> variable.getName().equals("EXAPLAN_DATABASE_PASSWORD"))
                .singleElement()
                .satisfies(variable -> {
                    assertThat(variable.getValue()).isNull();
                    assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                            .isEqualTo("postgres");
                });
        assertThat(one(PodDisruptionBudget.class, REPLICATED)
                        .getSpec()
                        .getMaxUnavailable()
                        .getIntVal())
                .isEqualTo(1);
    }

    @Test
    void saysWhoMayCallAndWhatItCalls() {
        var least = one(NetworkPolicy.class, LEAST).getSpec();
        var full = one(NetworkPolicy.class, FULL).getSpec();

        assertThat(least.getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(least.getEgress()).hasSize(2);
        assertThat(full.getIngress()
                        .getFirst()
                        .getFrom()
                        .getFirst()
                        .getIpBlock()
                        .getCidr())
                .isEqualTo("10.0.0.0/8");
        assertThat(full.getEgress())
                .extracting(rule -> rule.getTo().stream()
                        .map(peer -> peer.getIpBlock().getCidr())
                        .toList())
                .containsExactly(List.of(), List.of("10.1.0.1/32"), List.of("10.2.0.0/16"));
        assertThat(Chart.PLANNER.render(NetworkPolicy.class, KEPT)).isEmpty();
    }

    @Test
    void speaksHttpsWithTheOperatorsCertificate() {
        Container planner = pod(FULL).getContainers().getFirst();

        assertThat(planner.getReadinessProbe().getHttpGet().getScheme()).isEqualTo("HTTPS");
        assertThat(planner.getEnv()).extracting(EnvVar::getName).contains("SERVER_SSL_CERTIFICATE");
        assertThat(one(Ingress.class, FULL).getSpec().getTls().getFirst().getSecretName())
                .isEqualTo("t");
    }

    @Test
    void writesSettingsAsAFileAndStartsAnewWhenTheyChange() {
        assertThat(file("application.yaml", FULL)).contains("horizon: 7d");
        assertThat(checksum(FULL)).isNotEqualTo(checksum(LEAST));
        assertThat(checksum(REPLICATED)).isEqualTo(checksum(LEAST));
    }

    @Test
    void isMonitoredWhereThatIsWanted() throws IOException {
        assertThat(Chart.PLANNER.render(LEAST)).noneMatch(GenericKubernetesResource.class::isInstance);
        List<GenericKubernetesResource> resources = Chart.PLANNER.render(GenericKubernetesResource.class, FULL);
        JsonNode alerts = new YAMLMapper().readTree(Chart.PLANNER.path().resolve("files/alerts.yaml"));
        assertThat(resources)
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrder("ServiceMonitor", "PrometheusRule");
        assertThat(resources)
                .allSatisfy(resource ->
                        assertThat(resource.getMetadata().getLabels()).containsEntry("release", "prometheus"));
        assertThat(resources)
                .filteredOn(resource -> resource.getKind().equals("PrometheusRule"))
                .singleElement()
                .satisfies(rule -> assertThat(new JsonMapper()
                                .<JsonNode>valueToTree(
                                        rule.getAdditionalProperties().get("spec")))
                        .isEqualTo(alerts));
        assertThat(new JsonMapper()
                        .readTree(file("exaplan.json", FULL))
                        .at("/panels")
                        .size())
                .isGreaterThan(8);
    }

    @ParameterizedTest
    @CsvSource({"check,alerts.yaml", "test,alerts-test.yaml"})
    void alertsPassPromtool(String command, String file) throws Exception {
        Path promtool = Path.of("/usr/bin/promtool");
        assumeTrue(Files.isExecutable(promtool), "No /usr/bin/promtool: Debian's package prometheus has it.");
        Path output = folder.resolve("promtool.out");

        Process process = new ProcessBuilder(promtool.toString(), command, "rules", file)
                .directory(Chart.PLANNER.path().resolve("files").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "database | {replicas: 2}",
                "existingSecret | {database: {url: 'jdbc:postgresql://p/e', user: u}}",
                "url | {database: {url: 'postgres://p', user: u, existingSecret: s}}",
                "tokenSecret | {monitoring: {serviceMonitor: {enabled: true}}}",
                "host | {ingress: {enabled: true}}",
                "replica | {replica: 2}"
            })
    void refusesWrongValuesByName(String field, String values) {
        assertThatThrownBy(() -> Chart.PLANNER.render(values))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(field);
    }

    /** What a ConfigMap of the chart holds under the name. */
    private static String file(String name, String values) {
        return Chart.PLANNER.render(ConfigMap.class, values).stream()
                .map(map -> map.getData().get(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static String checksum(String values) {
        return one(Deployment.class, values)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get("checksum/settings");
    }

    private static Volume home(String values) {
        return pod(values).getVolumes().stream()
                .filter(volume -> volume.getName().equals("home"))
                .findFirst()
                .orElseThrow();
    }

    private static PodSpec pod(String values) {
        return one(Deployment.class, values).getSpec().getTemplate().getSpec();
    }

    private static <T extends HasMetadata> T one(Class<T> type, String values) {
        return Chart.PLANNER.render(type, values).getFirst();
    }
}
