package io.exaplan.server.planning;

import static io.exaplan.server.planning.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.MutableClock;
import io.exaplan.server.demand.JobState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Whatever happens, in whatever order: what the database says is a sound plan, and the plan a new leader would find. */
@PlanningTest
@TestPropertySource(properties = {"exaplan.inventory.stale-after=100d", "exaplan.inventory.lost-after=200d"})
class RandomEventsTest {
    private static final int EVENTS = 120;

    private final TestCity city;
    private final ScriptedRuns runs;
    private final BookReader reader;
    private final JobIntake intake;
    private final PlanStore plans;
    private final MutableClock clock;
    private final List<Integer> partitions = new ArrayList<>();
    private final List<Long> jobs = new ArrayList<>();

    RandomEventsTest(
            TestCity city,
            ScriptedRuns runs,
            BookReader reader,
            JobIntake intake,
            PlanStore plans,
            MutableClock clock) {
        this.city = city;
        this.runs = runs;
        this.reader = reader;
        this.intake = intake;
        this.plans = plans;
        this.clock = clock;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void leaveASoundPlanThatANewLeaderWouldFindAgain(long seed) {
        Random random = new Random(seed);
        String name = UUID.randomUUID().toString();
        city.aTenant(name);
        partitions.clear();
        partitions.add(city.aPartition(name + "-a", "m" + name, 4));
        partitions.add(city.aPartition(name + "-b", "m" + name, 2));

        for (int i = 0; i < EVENTS; i++) {
            happen(random, "m" + name);
        }
        partitions.forEach(city::putBackInUse);

        await().atMost(Duration.ofSeconds(30)).until(city::settled);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            OpenedBook rebuilt = new BookOpening(intake).open(reader.read());
            assertThat(rebuilt.outOfStep().touched()).isEmpty();
        });
        assertThat(violations()).isEmpty();
    }

    private void happen(Random random, String model) {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 ->
                jobs.add(city.submit(aJob("job-" + jobs.size())
                        .on(model)
                        .workers(1 + random.nextInt(4))
                        .milliDevices(random.nextInt(3) == 0 ? 500 : 8000)
                        .lasting(Duration.ofMinutes(10 + random.nextInt(300)))));
            case 5 ->
                any(random).ifPresent(job -> {
                    if (city.job(job).state() == JobState.SCHEDULED) {
                        city.moveTo(job, JobState.CANCELLED);
                    }
                });
            case 6 ->
                any(random)
                        .filter(job -> runs.runOf(job).isPresent())
                        .ifPresent(job -> runs.end(job, JobState.SUCCEEDED));
            case 7 ->
                any(random).filter(job -> runs.runOf(job).isPresent()).ifPresent(job -> runs.end(job, JobState.QUEUED));
            case 8 -> city.cordon(partitions.get(random.nextInt(partitions.size())), random.nextInt(3));
            default -> {
                clock.advance(Duration.ofSeconds(random.nextInt(300)));
                runs.endOverdue();
            }
        }
    }

    private java.util.Optional<Long> any(Random random) {
        return jobs.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(jobs.get(random.nextInt(jobs.size())));
    }

    private List<?> violations() {
        PlanningProblem problem = reader.read().problem();
        Map<Long, io.exaplan.engine.model.Placement> placements = new HashMap<>();
        plans.allocations().forEach(row -> placements.put(row.jobId(), row.placement()));
        placements
                .keySet()
                .retainAll(problem.jobs().stream().map(job -> job.id()).toList());
        return PlanChecker.check(problem, placements).stream()
                .filter(violation -> !violation.inherited())
                .toList();
    }
}
