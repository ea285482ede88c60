package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.RunSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The job's word on its port and readiness, the operator's template's, and what is usual. */
class EndpointTest {

    private static final ApplySettings SETTINGS = new ApplySettings(
            "runs",
            List.of(),
            Duration.ofMinutes(1),
            Duration.ofDays(7),
            Optional.empty(),
            Optional.empty(),
            8000,
            Map.of());

    @Test
    void aJobThatSaysNothingServesAtTheUsualPortAndIsReadyWhenItTakesConnections() {
        Container worker = worker(null, template(false));

        assertThat(worker.getPorts())
                .extracting(ContainerPort::getContainerPort)
                .containsExactly(8000);
        assertThat(worker.getReadinessProbe().getHttpGet()).isNull();
        assertThat(worker.getReadinessProbe().getTcpSocket().getPort()).isEqualTo(new IntOrString(8000));
    }

    @Test
    void theOperatorsProbeCountsForJobsThatSayNothing() {
        Container worker = worker(null, template(true));

        assertThat(worker.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/operators");
    }

    @Test
    void aJobThatStatesItsPortAloneIsReadyWhenThatTakesConnectionsWhateverTheTemplateAsks() {
        Container worker = worker(new RunSpec.Serving(9000, null), template(true));

        assertThat(worker.getPorts())
                .extracting(ContainerPort::getContainerPort)
                .containsExactly(9000);
        assertThat(worker.getReadinessProbe().getHttpGet()).isNull();
        assertThat(worker.getReadinessProbe().getTcpSocket().getPort()).isEqualTo(new IntOrString(9000));
    }

    @Test
    void aJobThatStatesItsPathAloneIsAskedAtTheUsualPort() {
        Container worker = worker(new RunSpec.Serving(null, "/health"), template(true));

        assertThat(worker.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health");
        assertThat(worker.getReadinessProbe().getHttpGet().getPort()).isEqualTo(new IntOrString(8000));
    }

    @Test
    void otherContainersOfTheTemplateAreLeftAlone() {
        PodTemplateSpec template =
                endpoint(new RunSpec.Serving(9000, "/health")).in(template(false));

        assertThat(template.getSpec().getContainers()).hasSize(2);
        assertThat(template.getSpec().getContainers().getLast().getPorts()).isEmpty();
        assertThat(template.getSpec().getContainers().getLast().getReadinessProbe())
                .isNull();
    }

    private static Container worker(RunSpec.@Nullable Serving serving, PodTemplateSpec template) {
        return endpoint(serving).in(template).getSpec().getContainers().getFirst();
    }

    private static Endpoint endpoint(RunSpec.@Nullable Serving serving) {
        RunSpec spec = new RunSpec(
                "run",
                1,
                1,
                "service",
                "team",
                null,
                RunSpec.WorkKind.INFERENCE,
                List.of(),
                OnTestBed.runtime(Map.of()),
                null,
                null,
                1,
                null,
                serving);
        return Endpoint.of(spec, SETTINGS);
    }

    private static PodTemplateSpec template(boolean probed) {
        PodTemplateSpecBuilder template = new PodTemplateSpecBuilder()
                .withNewSpec()
                .addNewContainer()
                .withName(RunKeys.CONTAINER)
                .endContainer()
                .addNewContainer()
                .withName("sidecar")
                .endContainer()
                .endSpec();
        return probed
                ? template.editSpec()
                        .editFirstContainer()
                        .withNewReadinessProbe()
                        .withNewHttpGet()
                        .withPath("/operators")
                        .withPort(new IntOrString(8000))
                        .endHttpGet()
                        .endReadinessProbe()
                        .endContainer()
                        .endSpec()
                        .build()
                : template.build();
    }
}
