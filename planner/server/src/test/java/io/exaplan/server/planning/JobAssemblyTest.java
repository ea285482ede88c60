package io.exaplan.server.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Work;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobSpec;
import io.exaplan.server.demand.JobState;
import io.exaplan.server.demand.Wish;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JobAssemblyTest {
    private static final Instant SUBMITTED = Instant.parse("2026-03-02T08:00:00Z");

    private final JobAssembly assembly =
            new JobAssembly(new AcceleratorNames(() -> AcceleratorCatalogue.of(List.of())));
    private String spec = TestJob.aJob("a job").spec();

    @Test
    void planningTimesAreWholeSecondsSinceTheEpoch() {
        spec = spec.replace("\"earliestStart\": null", "\"earliestStart\": \"2026-03-02T09:00:00.5Z\"")
                .replace("\"deadline\": null", "\"deadline\": {\"at\": \"2026-03-03T00:00:00Z\", \"hard\": true}");

        JobFacts job = facts();

        assertThat(job.submittedSecond()).isEqualTo(SUBMITTED.getEpochSecond());
        assertThat(job.earliestStartSecond()).isEqualTo(SUBMITTED.getEpochSecond() + 3601);
        assertThat(job.deadline()).hasValueSatisfying(deadline -> {
            assertThat(deadline.hard()).isTrue();
            assertThat(deadline.second())
                    .isEqualTo(Instant.parse("2026-03-03T00:00:00Z").getEpochSecond());
        });
    }

    @Test
    void neverStartsBeforeItWasSubmitted() {
        spec = spec.replace("\"earliestStart\": null", "\"earliestStart\": \"2020-01-01T00:00:00Z\"");

        assertThat(facts().earliestStartSecond()).isEqualTo(SUBMITTED.getEpochSecond());
    }

    @Test
    void priorityClassesCountHalfOneTwoAndFourTimes() {
        assertThat(facts("LOW").priority()).isEqualTo(-1);
        assertThat(facts("NORMAL").priority()).isZero();
        assertThat(facts("HIGH").priority()).isEqualTo(1);
        assertThat(facts("CRITICAL").priority()).isEqualTo(3);
    }

    @Test
    void anElasticGangKeepsItsOwnSpeedUpsOrGetsTheUsualOnes() {
        spec = spec.replace("\"minWorkers\": 1, \"maxWorkers\": 1", "\"minWorkers\": 2, \"maxWorkers\": 4");

        assertThat(facts().width().speedUps()).containsExactly(1.0, 1.475, 1.95);

        spec = spec.replace("[1.0]", "[1.0, 1.2, 1.3]");
        assertThat(facts().width().speedUps()).containsExactly(1.0, 1.2, 1.3);
    }

    @Test
    void aTimeLimitCapsWhatIsExpected() {
        spec = spec.replace("\"maxDuration\": null", "\"maxDuration\": \"PT30M\"");

        assertThat(facts().work()).isEqualTo(new Work.Fixed(1800));
    }

    @Test
    void sizedWorkHasARunTimeForEachModelItMayUse() {
        spec = spec.replace("\"expectedDuration\": \"PT1H\"", "\"expectedDuration\": null")
                .replace("\"models\": [\"H800\"]", "\"models\": [\"H800\", \"A800\"]")
                .replace(
                        "\"sizing\": null",
                        "\"sizing\": {\"flops\": 1e20, \"durationByModel\": {\"H800\": \"PT1M\", \"A800\": \"PT2M\", \"T4\": \"PT9H\"}}");

        Work.ByModel work = (Work.ByModel) facts().work();

        assertThat(work.secondsByModel()).hasSize(2).containsEntry("H800", 60L).containsEntry("A800", 120L);
    }

    @Test
    void workThatNoAllowedModelHasAPeakForIsMisconfigured() {
        spec = spec.replace("\"expectedDuration\": \"PT1H\"", "\"expectedDuration\": null")
                .replace("\"sizing\": null", "\"sizing\": {\"flops\": 1e20, \"durationByModel\": {\"T4\": \"PT9H\"}}");

        assertThat(assembly.known(job(JobState.QUEUED)).standing()).isInstanceOf(Standing.Misconfigured.class);
    }

    @Test
    void standsAsItsStateSays() {
        assertThat(assembly.known(job(JobState.SCHEDULED)).standing()).isInstanceOf(Standing.Waiting.class);
        assertThat(assembly.known(job(JobState.ACTIVE)).standing()).isInstanceOf(Standing.Active.class);
        assertThat(assembly.known(job(JobState.SUSPENDED)).standing()).isInstanceOf(Standing.Suspended.class);
        assertThat(assembly.known(job(JobState.FAILED)).standing()).isInstanceOf(Standing.Ended.class);
    }

    private JobFacts facts(String priorityClass) {
        spec = spec.replaceFirst("\"priorityClass\": \"\\w+\"", "\"priorityClass\": \"%s\"".formatted(priorityClass));
        return facts();
    }

    private JobFacts facts() {
        JobFacts facts = assembly.known(job(JobState.QUEUED)).facts();
        assertThat(facts).isNotNull();
        return facts;
    }

    private Job job(JobState state) {
        return new Job(
                1,
                2,
                state,
                Wish.RUN,
                JsonMapper.builder().build().readValue(spec, JobSpec.class),
                "a test",
                SUBMITTED,
                SUBMITTED,
                0,
                List.of(),
                1,
                0,
                0,
                null);
    }
}
