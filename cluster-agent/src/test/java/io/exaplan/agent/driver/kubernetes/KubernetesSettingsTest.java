package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.agent.settings.InvalidSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesSettingsTest {

    @Test
    void observesWithoutAnyWord() {
        KubernetesSettings settings = SettingsOf.yaml("{}");

        assertThat(settings.kubeconfig()).isEmpty();
        assertThat(settings.nodes().rackLabels()).contains("topology.exaplan.io/rack");
    }

    @Test
    void readsTheOperatorsMapping() {
        KubernetesSettings settings = SettingsOf.yaml("""
                models:
                  - {model: H800, devices: 8, resource: nvidia.com/gpu, labels: ["pool=h800", "row=7=x"]}
                rackLabels: [site/rack]
                """);

        assertThat(settings.nodes().mappings())
                .containsExactly(new ModelMapping(
                        "H800", 8, Optional.of("nvidia.com/gpu"), Map.of("pool", "h800", "row", "7=x")));
        assertThat(settings.nodes().rackLabels()).containsExactly("site/rack");
    }

    @Test
    void readsTheResourcesTheOperatorNames() {
        assertThat(SettingsOf.yaml("""
                resources:
                  - {name: example.com/npu}
                  - {name: mthreads.com/vgpu, slotsPerDevice: 4}
                """).nodes().accelerators().named())
                .containsExactly(new NamedResource("example.com/npu", 1), new NamedResource("mthreads.com/vgpu", 4));
        assertThatThrownBy(() -> SettingsOf.yaml("resources: [{name: cpu, slotsPerDevice: 0, units: 2}, {}]"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContainingAll(
                        "resources[0].name", "resources[0].slotsPerDevice", "resources[0].units", "resources[1].name");
    }

    @Test
    void readsHowLongPodsOfOthersAreAssumedToStay() {
        assertThat(SettingsOf.yaml("{}").foreignPods()).isEmpty();
        assertThat(SettingsOf.yaml("""
                foreignPods:
                  - {namespace: notebooks}
                  - {labels: ["team=vision"], lasts: PT8H}
                """).foreignPods())
                .containsExactly(
                        new AssumedStay(Optional.of("notebooks"), Map.of(), Optional.empty()),
                        new AssumedStay(Optional.empty(), Map.of("team", "vision"), Optional.of(Duration.ofHours(8))));
        assertThatThrownBy(() -> SettingsOf.yaml("foreignPods: [{lasts: PT1S, label: x}]"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContainingAll("foreignPods[0].lasts", "foreignPods[0].label");
    }

    @Test
    void appliesOnlyWhenTheOperatorSaysSo() {
        assertThat(SettingsOf.yaml("apply: {namespace: runs}").apply()).isEmpty();
        assertThat(SettingsOf.yaml("{mode: apply, apply: {namespace: runs}}").apply())
                .hasValueSatisfying(apply -> assertThat(apply.namespace()).isEqualTo("runs"));
        assertThatThrownBy(() -> SettingsOf.yaml("mode: apply"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("apply.namespace");
    }

    @Test
    void sendsTenantsRunsToTheirNamespaces() {
        ApplySettings apply = SettingsOf.yaml("""
                mode: apply
                apply:
                  namespace: runs
                  namespaces:
                    - {name: bank-runs, tenants: [bank-a, bank-b]}
                    - {name: former-runs}
                """).apply().orElseThrow();

        assertThat(apply.namespaceOf("bank-b")).isEqualTo("bank-runs");
        assertThat(apply.namespaceOf("lab")).isEqualTo("runs");
        assertThat(apply.allNamespaces()).containsExactly("runs", "bank-runs", "former-runs");
        assertThatThrownBy(() -> SettingsOf.yaml("""
                mode: apply
                apply:
                  namespace: Runs_
                  namespaces: [{tenants: [a]}, {name: x, tenants: [a, b]}, {name: x, tenants: [b]}]
                """))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContainingAll(
                        "apply.namespace ",
                        "apply.namespaces[0].name",
                        "apply.namespaces[1].tenants",
                        "apply.namespaces[2].name",
                        "b has x");
    }

    @Test
    void readsThePodTemplateOfEachPartition() {
        assertThat(SettingsOf.yaml("""
                mode: apply
                apply:
                  namespace: runs
                  podTemplates: [{partition: h800x8, file: a.yaml}, {partition: h20x8, file: a.yaml}]
                """).apply().orElseThrow().podTemplates()).containsOnlyKeys("h800x8", "h20x8");
        assertThatThrownBy(() -> SettingsOf.yaml("""
                mode: apply
                apply:
                  namespace: runs
                  podTemplates:
                    - {partition: north/h800x8, file: a.yaml}
                    - {model: NVIDIA-H800, file: a.yaml}
                    - {partition: h800x8}
                    - {partition: h800x8, file: b.yaml}
                """))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContainingAll(
                        "podTemplates[0].partition",
                        "podTemplates[1].partition",
                        "podTemplates[1].model",
                        "podTemplates[2].file",
                        "podTemplates[3].partition");
    }

    @Test
    void namesEveryWrongField() {
        assertThatThrownBy(() -> SettingsOf.yaml("""
                mode: rule
                models:
                  - {labels: [pool], devices: 0}
                silence: soon
                """))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContainingAll("mode", "models[0].model", "models[0].labels", "models[0].devices", "silence");
    }
}
