package io.exaplan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.exaplan.agent.AgentSettings.DriverSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AgentChartTest {

    private static final String LEAST = Chart.AGENT.least();
    private static final String APPLY = LEAST + """
            mode: apply
            runs:
              namespace: runs
              namespaces: [{name: bank-runs, tenants: [bank-a]}, {name: former-runs}]
              queue: city
              podTemplates:
                - partition: h800x8
                  template: {spec: {schedulerName: volcano, containers: [{name: worker}]}}
            nodes:
              models: [{model: H20, devices: 8, labels: ["pool=h20"]}]
              resources: [{name: example.com/npu}, {name: mthreads.com/vgpu, slotsPerDevice: 4}]
              toleratedTaints: [dedicated]
              foreignPods: [{namespace: notebooks, lasts: PT8H}]
            offer: {hours: ["20:00-24:00"]}
            usage: {exporters: [{selector: "app=nvidia-dcgm-exporter", port: 9400}]}
            """;
    private static final String FULL = """
            cluster: north
            planner:
              url: "https://planner.example"
              proxy: "proxy:3128"
              certificateAuthority: {configMap: city-ca}
            joinToken: {existingSecret: north-join, key: token}
            image: {repository: registry/agent, tag: "1", pullSecrets: [pull]}
            serviceAccount: {create: false, name: mine}
            rbac: {create: false}
            persistence: {existingClaim: kept}
            networkPolicy: {plannerCidrs: [10.1.0.0/16], apiServerCidrs: [10.2.0.1/32, 10.2.0.2/32]}
            nodeSelector: {role: admin}
            tolerations: [{key: admin, operator: Exists}]
            podAnnotations: {team: city}
            """;

    static List<String> values() {
        return List.of(LEAST, APPLY, FULL);
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("values")
    void passesStrictLinting(String values) throws IOException {
        LintResult result = Chart.AGENT.lint(folder, values);

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("values")
    void runsWithoutPrivileges(String values) {
        PodSpec pod = one(Deployment.class, values).getSpec().getTemplate().getSpec();
        Container agent = pod.getContainers().getFirst();

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(agent.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(agent.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(agent.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void looksAtTheHeartbeatWhereTheAgentWritesIt() throws IOException {
        String heartbeat = settings(LEAST).heartbeatDirectory().orElseThrow().toString();
        Container agent = one(Deployment.class, LEAST)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();

        assertThat(agent.getPorts()).isEmpty();
        assertThat(List.of(agent.getStartupProbe(), agent.getLivenessProbe(), agent.getReadinessProbe()))
                .allSatisfy(probe ->
                        assertThat(probe.getExec().getCommand().getLast()).contains("find " + heartbeat + "/"));
        assertThat(agent.getVolumeMounts())
                .anyMatch(mount -> Path.of(heartbeat).startsWith(mount.getMountPath()) && mount.getReadOnly() == null);
    }

    @Test
    void observesUnlessToldOtherwise() throws IOException {
        DriverSettings.Kubernetes driver = driver(LEAST);

        assertThat(driver.settings().apply()).isEmpty();
        assertThat(all(Role.class, LEAST)).isEmpty();
        assertThat(one(ClusterRole.class, LEAST).getRules())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.getVerbs()).containsExactly("list", "watch"));
    }

    @Test
    void writesSettingsTheAgentUnderstands() throws IOException {
        DriverSettings.Kubernetes driver = driver(APPLY);

        assertThat(driver.settings().apply()).isPresent();
        assertThat(driver.settings().usage()).isPresent();
        assertThat(driver.settings().foreignPods()).hasSize(1);
        assertThat(one(NetworkPolicy.class, APPLY).getSpec().getEgress()).hasSize(4);
        assertThat(one(ConfigMap.class, APPLY).getData().get("pod-template-0.yaml"))
                .contains("schedulerName: volcano");
        assertThat(driver(FULL).settings().apply()).isEmpty();
    }

    @Test
    void grantsTheSameInEveryNamespaceOfRunsAndNothingElsewhere() {
        List<Role> roles = all(Role.class, APPLY);

        assertThat(roles.stream()
                        .map(role -> role.getMetadata().getName() + " "
                                + role.getMetadata().getNamespace()))
                .containsExactlyInAnyOrder(
                        "agent runs",
                        "agent bank-runs",
                        "agent former-runs",
                        "agent-reaper runs",
                        "agent-reaper bank-runs",
                        "agent-reaper former-runs");
        for (String name : List.of("agent", "agent-reaper")) {
            assertThat(roles.stream()
                            .filter(role -> role.getMetadata().getName().equals(name))
                            .map(Role::getRules)
                            .distinct())
                    .hasSize(1);
        }
        assertThat(all(RoleBinding.class, APPLY))
                .hasSize(6)
                .allSatisfy(binding -> assertThat(binding.getSubjects())
                        .singleElement()
                        .satisfies(account -> assertThat(account.getName())
                                .isEqualTo(binding.getRoleRef().getName())));
        assertThat(one(CronJob.class, APPLY)
                        .getSpec()
                        .getJobTemplate()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getArgs())
                .containsExactly(
                        "reap", "--namespace", "runs", "--namespace", "bank-runs", "--namespace", "former-runs");
    }

    @Test
    void takesWhatTheOperatorAlreadyHas() {
        PodSpec pod = one(Deployment.class, FULL).getSpec().getTemplate().getSpec();

        assertThat(pod.getServiceAccountName()).isEqualTo("mine");
        assertThat(pod.getImagePullSecrets().getFirst().getName()).isEqualTo("pull");
        assertThat(all(PersistentVolumeClaim.class, FULL)).isEmpty();
        assertThat(all(ClusterRole.class, FULL)).isEmpty();
        assertThat(one(NetworkPolicy.class, FULL).getSpec().getEgress().get(2).getTo())
                .extracting(peer -> peer.getIpBlock().getCidr())
                .containsExactly("10.2.0.1/32", "10.2.0.2/32");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "planner | {cluster: north}",
                "url | {cluster: north, planner: {url: 'http://plain'}, joinToken: {existingSecret: s}}",
                "namespace | {cluster: north, planner: {url: 'https://p'}, joinToken: {existingSecret: s}, mode: apply}",
                "namespaces | {cluster: north, planner: {url: 'https://p'}, joinToken: {existingSecret: s}, mode: apply, runs: {namespace: r, namespaces: [{name: Banks}]}}",
                "named twice | {cluster: north, planner: {url: 'https://p'}, joinToken: {existingSecret: s}, mode: apply, runs: {namespace: r, namespaces: [{name: r}]}}",
                "namespace | {cluster: north, planner: {url: 'https://p'}, joinToken: {existingSecret: s}, mode: apply, runs: {namespace: Runs_}}",
                "model | {cluster: north, planner: {url: 'https://p'}, joinToken: {existingSecret: s}, mode: apply, runs: {namespace: r, podTemplates: [{model: NVIDIA-H800, template: {}}]}}",
                "partition | {cluster: north, planner: {url: 'https://p'}, joinToken: {existingSecret: s}, mode: apply, runs: {namespace: r, podTemplates: [{partition: north/h800x8, template: {}}]}}",
                "kind | {cluster: north, planner: {url: 'https://p'}, joinToken: {existingSecret: s}, mode: apply, runs: {namespace: r, podTemplates: [{partition: h800x8, template: {kind: Pod}}]}}",
                "label | {cluster: north, planner: {url: 'https://p'}, joinToken: {existingSecret: s}, nodes: {models: [{model: H20, label: [a=b]}]}}",
                "labels | {cluster: north, planner: {url: 'https://p'}, joinToken: {existingSecret: s}, nodes: {models: [{model: H20, labels: [pool]}]}}",
                "exporter | {cluster: north, planner: {url: 'https://p'}, joinToken: {existingSecret: s}, usage: {exporter: []}}",
                "busy | {cluster: north, planner: {url: 'https://p'}, joinToken: {existingSecret: s}, usage: {prometheus: {url: 'http://p'}}}",
                "replicas | {cluster: north, planner: {url: 'https://p'}, joinToken: {existingSecret: s}, replicas: 2}"
            })
    void refusesWrongValuesByName(String field, String values) {
        assertThatThrownBy(() -> Chart.AGENT.render(values))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(field);
    }

    private DriverSettings.Kubernetes driver(String values) throws IOException {
        return (DriverSettings.Kubernetes) settings(values).driver();
    }

    private AgentSettings settings(String values) throws IOException {
        Path file = folder.resolve("agent.yaml");
        Files.writeString(file, one(ConfigMap.class, values).getData().get("agent.yaml"));
        return AgentSettings.readAll(file).getFirst();
    }

    private static <T extends HasMetadata> T one(Class<T> type, String values) {
        return all(type, values).getFirst();
    }

    private static <T extends HasMetadata> List<T> all(Class<T> type, String values) {
        return Chart.AGENT.render(type, values);
    }
}
