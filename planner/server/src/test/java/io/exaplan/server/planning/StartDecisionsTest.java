package io.exaplan.server.planning;

import static io.exaplan.server.planning.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.demand.JobState;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The live loop with a policy that decides starts, for little waiting. */
@PlanningTest
@TestPropertySource(properties = "exaplan.planning.starts.objective=wait")
class StartDecisionsTest {
    private final TestCity city;
    private final ScriptedRuns runs;
    private String model = "";

    StartDecisionsTest(TestCity city, ScriptedRuns runs) {
        this.city = city;
        this.runs = runs;
    }

    @BeforeEach
    void aCityOfFourNodes() {
        String name = UUID.randomUUID().toString();
        city.aTenant(name);
        model = "model-" + name;
        city.aPartition(name, model, 4);
    }

    @Test
    void startsAJobAtOnceWhereThereIsRoom() {
        long job = city.submit(a("prompt").workers(4));

        await().untilAsserted(() -> assertThat(city.job(job).state()).isEqualTo(JobState.ACTIVE));
        // EARLIER where the plan heard of the partition after it heard of the job.
        assertThat(city.reasonsOf(job)).isNotEmpty().isSubsetOf("SUBMITTED", "EARLIER");
    }

    @Test
    void aShortJobThatCameLaterStartsBeforeALongOne() {
        long first = city.submit(a("first").workers(4));
        await().until(() -> runs.runOf(first).isPresent());
        long second = city.submit(a("long").workers(4).lasting(Duration.ofHours(5)));
        await().until(() -> city.startOf(second).isPresent());
        long third = city.submit(a("short").workers(4));
        await().until(() -> city.startOf(third).isPresent());
        assertThat(city.job(second).state()).isEqualTo(JobState.SCHEDULED);

        runs.end(first, JobState.SUCCEEDED);

        await().until(() -> runs.runOf(third).isPresent());
        assertThat(runs.runOf(second)).isEmpty();
        assertThat(city.job(second).state()).isEqualTo(JobState.SCHEDULED);
    }

    private TestJob a(String name) {
        return aJob(name).on(model);
    }
}
