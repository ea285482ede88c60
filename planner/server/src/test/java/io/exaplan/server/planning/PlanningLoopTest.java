package io.exaplan.server.planning;

import static io.exaplan.server.planning.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.server.MutableClock;
import io.exaplan.server.demand.JobState;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every test has a partition of four H800 nodes of its own kind, and jobs that can run nowhere else. */
@PlanningTest
class PlanningLoopTest {
    private final TestCity city;
    private final ScriptedRuns runs;
    private final Predictions predictions;
    private String model = "";
    private int partition;

    PlanningLoopTest(TestCity city, ScriptedRuns runs, Predictions predictions) {
        this.city = city;
        this.runs = runs;
        this.predictions = predictions;
    }

    @BeforeEach
    void aCityOfFourNodes() {
        String name = UUID.randomUUID().toString();
        city.aTenant(name);
        model = "model-" + name;
        partition = city.aPartition(name, model, 4);
    }

    @Test
    void startsAJobAtOnceWhereThereIsRoom() throws Exception {
        long job = city.submit(a("prompt").workers(4));

        assertThat(predictions.evaluated(job, 1, Duration.ofSeconds(20)).get(30, TimeUnit.SECONDS))
                .isTrue();

        await().untilAsserted(() -> assertThat(city.job(job).state()).isEqualTo(JobState.ACTIVE));
        assertThat(runs.runOf(job)).isPresent();
        assertThat(city.startOf(job)).contains(MutableClock.START);
        assertThat(city.partitionOf(job)).contains(partition);
        assertThat(city.reasonsOf(job)).containsExactly("SUBMITTED");
    }

    @Test
    void predictsTheStartOfAJobThatHasToWait() {
        long first = city.submit(a("first").workers(4));
        await().until(() -> runs.runOf(first).isPresent());

        long second = city.submit(a("second").workers(2));

        await().untilAsserted(() -> assertThat(city.job(second).state()).isEqualTo(JobState.SCHEDULED));
        assertThat(city.startOf(second)).contains(MutableClock.START.plus(Duration.ofHours(1)));
        assertThat(city.conditionsOf(second)).containsExactly("WaitingForCapacity");
    }

    @Test
    void startsWhatWaitsAsSoonAsARunEnds() {
        long first = city.submit(a("first").workers(4));
        await().until(() -> runs.runOf(first).isPresent());
        long second = city.submit(a("second").workers(2));
        await().until(() -> city.startOf(second).isPresent());

        runs.end(first, JobState.SUCCEEDED);

        await().until(() -> runs.runOf(second).isPresent());
        assertThat(city.reasonsOf(second)).containsExactly("SUBMITTED", "EARLIER");
        assertThat(city.startOf(first)).isEmpty();
    }

    @Test
    void tellsAJobThatThereIsRoomByNowAndItsPromisedStartStays() {
        long first = city.submit(a("first").workers(4).lasting(Duration.ofMinutes(20)));
        await().until(() -> runs.runOf(first).isPresent());
        long second = city.submit(a("second").workers(2));
        await().untilAsserted(() -> assertThat(city.conditionsOf(second)).containsExactly("WaitingForCapacity"));

        runs.end(first, JobState.SUCCEEDED);

        // Its start is frozen: nothing about it is decided anew, and what it was told is no longer true.
        await().untilAsserted(() -> assertThat(city.conditionsOf(second)).containsExactly("WaitingForPlannedStart"));
        assertThat(city.startOf(second)).contains(MutableClock.START.plus(Duration.ofMinutes(20)));
    }

    @Test
    void givesTheRoomOfACancelledJobToOthers() {
        long first = city.submit(a("first").workers(4));
        await().until(() -> runs.runOf(first).isPresent());
        long second = city.submit(a("second").workers(4));
        await().until(() -> city.startOf(second).isPresent());
        long third = city.submit(a("third").workers(4));
        await().until(() -> city.startOf(third).isPresent());

        city.moveTo(second, JobState.CANCELLED);

        await().untilAsserted(
                        () -> assertThat(city.startOf(third)).contains(MutableClock.START.plus(Duration.ofHours(1))));
        assertThat(city.startOf(second)).isEmpty();
        assertThat(city.reasonsOf(second)).containsExactly("SUBMITTED", "ENDED");
    }

    @Test
    void queuesAJobAgainWhoseRunGaveWay() {
        long job = city.submit(a("again").workers(4));
        await().until(() -> runs.runOf(job).isPresent());
        var before = runs.runOf(job).orElseThrow();

        runs.end(job, JobState.QUEUED);

        await().until(() -> runs.runOf(job).filter(run -> !run.equals(before)).isPresent());
    }

    @Test
    void saysWhatIsWrongWhenNothingInTheCityFits() {
        long job = city.submit(a("misfit").on("no-such-model"));

        await().until(() -> city.settled());

        assertThat(city.job(job).state()).isEqualTo(JobState.QUEUED);
        assertThat(city.conditionsOf(job)).containsExactly("NoMatchingAccelerator");
    }

    @Test
    void putsAJobAsideThatThePlannerFailsAtAndGoesOn() {
        long broken = city.submit(a("broken").milliDevices(1500));
        long sound = city.submit(a("sound"));

        await().until(() -> runs.runOf(sound).isPresent());

        await().untilAsserted(() -> assertThat(city.conditionsOf(broken)).containsExactly("Misconfigured"));
    }

    @Test
    void putsAJobAsideWhoseStartFailsAgainAndAgain() {
        for (int i = 0; i < 3; i++) {
            runs.next("cursed", (job, placement) -> {
                throw new IllegalStateException("cursed");
            });
        }

        long cursed = city.submit(a("cursed"));
        long sound = city.submit(a("sound"));

        await().atMost(Duration.ofSeconds(30)).until(() -> runs.runOf(sound).isPresent());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(city.conditionsOf(cursed)).containsExactly("Misconfigured"));
    }

    @Test
    void triesLaterWhatCannotStartNow() {
        runs.next("hesitant", (job, placement) -> new StartOutcome.NotNow("not yet"));

        long job = city.submit(a("hesitant"));

        await().untilAsserted(() -> assertThat(city.startOf(job)).contains(MutableClock.START.plusSeconds(2)));
        assertThat(runs.runOf(job)).isEmpty();
    }

    @Test
    void goesRoundNodesThatHaveNoRoom() {
        long until = MutableClock.START.plusSeconds(600).getEpochSecond();
        runs.next(
                "bulky",
                (job, placement) -> new StartOutcome.NoRoom(
                        new Cut(placement.partition(), new WorkerShape(8000, 1000, 1024), 2, until)));

        long job = city.submit(a("bulky").workers(2));

        await().untilAsserted(() -> assertThat(city.startOf(job)).contains(MutableClock.START.plusSeconds(600)));
        assertThat(city.conditionsOf(job)).containsExactly("TopologyPlacementFailed");
    }

    @Test
    void movesAStartWhoseNodesAreDrainedAndSaysSo() {
        long first = city.submit(a("first").workers(2));
        await().until(() -> runs.runOf(first).isPresent());
        long second = city.submit(a("second").workers(4));
        await().until(() -> city.startOf(second).isPresent());

        city.cordon(partition, 2);

        await().untilAsserted(() -> assertThat(city.startOf(second)).isEmpty());
        assertThat(city.reasonsOf(second)).containsExactly("SUBMITTED", "LOST_CAPACITY");
        assertThat(city.job(second).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void startsNothingOnASilentCluster() {
        city.freshness(partition, "STALE");

        long job = city.submit(a("patient"));

        await().untilAsserted(() -> assertThat(city.startOf(job)).isPresent());
        assertThat(runs.runOf(job)).isEmpty();
        assertThat(city.conditionsOf(job)).contains("CapacityStale");
    }

    @Test
    void endsAPreemptibleRunForAMoreUrgentJob() {
        long meek = city.submit(a("meek").workers(4).priority("LOW").preemptibleAtOnce());
        await().until(() -> runs.runOf(meek).isPresent());

        long urgent = city.submit(a("urgent").workers(4).priority("CRITICAL"));

        await().until(() -> runs.runOf(meek).filter(ActiveRun::stopping).isPresent());
        await().untilAsserted(
                        () -> assertThat(city.conditionsOf(urgent)).containsExactly("WaitingForPreemptedWorkloads"));
        runs.end(meek, JobState.QUEUED);
        await().until(() -> runs.runOf(urgent).isPresent());
        await().untilAsserted(() -> assertThat(city.startOf(meek)).isPresent());
    }

    @Test
    void previewsWithoutStoringAnything() {
        long running = city.submit(a("running").workers(4));
        await().until(() -> runs.runOf(running).isPresent());

        Preview preview = predictions.preview(city.draft(a("draft").workers(3)));

        assertThat(preview.predictedStart()).isEqualTo(MutableClock.START.plus(Duration.ofHours(1)));
        assertThat(preview.partitionId()).isEqualTo(partition);
    }

    private TestJob a(String name) {
        return aJob(name).on(model);
    }
}
