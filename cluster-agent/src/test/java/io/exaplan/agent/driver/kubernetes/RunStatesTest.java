package io.exaplan.agent.driver.kubernetes;

import static io.exaplan.agent.driver.kubernetes.APod.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run of two workers whose Job says nothing yet, as for the second in which Kubernetes gathers the ends of its pods. */
class RunStatesTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:10:00Z");

    private final Workers workers = new Workers(() -> {});
    private final RunStates states = new RunStates(workers, node -> true);

    @Test
    void aRunHasSucceededWithTheLastOfItsWorkers() {
        see("one", ended("2030-01-01T00:08:00Z"));
        see("two", ended("2030-01-01T00:09:00Z"));

        RunReport report = states.report(run(Map.of()), NOW);

        assertThat(report.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(report.reason()).isEqualTo(RunReasons.COMPLETED);
        assertThat(report.endedAt()).isEqualTo("2030-01-01T00:09:00Z");
    }

    @Test
    void aRunGoesOnWhileOneWorkerDoes() {
        see("one", ended("2030-01-01T00:08:00Z"));
        see("two", aPod("two").on("n1").in("Running").build());

        assertThat(states.end(run(Map.of()), NOW)).isEmpty();
    }

    @Test
    void aWorkerWhosePodIsGoneIsNotTakenForOneThatSucceeded() {
        see("one", ended("2030-01-01T00:08:00Z"));
        see("two", ended("2030-01-01T00:09:00Z"));
        workers.gone("two");

        assertThat(states.end(run(Map.of()), NOW)).isEmpty();
        assertThat(workers.of("run")).hasSize(1);
    }

    @Test
    void aStoppedRunHasNotSucceededBeforeKubernetesSaysSo() {
        see("one", ended("2030-01-01T00:08:00Z"));
        see("two", ended("2030-01-01T00:09:00Z"));

        assertThat(states.end(run(Map.of(RunKeys.STOPPED, "CANCELLED")), NOW)).isEmpty();
    }

    private void see(String key, Pod pod) {
        workers.seen(
                key,
                new PodBuilder(pod)
                        .editMetadata()
                        .addToLabels(RunKeys.RUN, "run")
                        .endMetadata()
                        .build());
    }

    private static Pod ended(String at) {
        return new PodBuilder(aPod("pod").on("n1").in("Succeeded").build())
                .editStatus()
                .addNewContainerStatus()
                .withName(RunKeys.CONTAINER)
                .withNewState()
                .withNewTerminated()
                .withExitCode(0)
                .withFinishedAt(at)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static RunFacts run(Map<String, String> marks) {
        return RunFacts.of(new JobBuilder()
                .withNewMetadata()
                .withName("exaplan-run")
                .withNamespace("runs")
                .withLabels(RunKeys.labels("run", 7))
                .withAnnotations(marks)
                .endMetadata()
                .withNewSpec()
                .withCompletions(2)
                .endSpec()
                .withNewStatus()
                .endStatus()
                .build());
    }
}
