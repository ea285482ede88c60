package io.exaplan.engine.solver;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.engine.book.PlanBook;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.QuotaUse;
import io.exaplan.engine.model.Quotas;
import io.exaplan.engine.solver.JudgedPlacement.Charge;
import io.exaplan.engine.solver.JudgedPlacement.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlacementJudgeTest {
    private static final long HOUR = 3600;

    private final PlanningProblem city = aProblem()
            .tenant(1, "", 4, 0, 0)
            .tenant(2, "", 100, 0, 0)
            .target("t", 2, 1, 0, 86_400)
            .partition(aPartition("north/h800", 16).id(1).peakTflops(500))
            .partition(aPartition("south/h800", 16).id(2).peakTflops(500))
            .build();
    private final JobFacts job = aJob(1).tenant(1).gang(1, 8).seconds(HOUR).build();

    @Test
    void aPlaceWithoutWaitingCostsLessThanALaterOneByExactlyThat() {
        JudgedPlacement now = judge(job, null).judge(new Placement(1, 0, 1));
        JudgedPlacement later = judge(job, null).judge(new Placement(1, HOUR, 1));

        assertThat(reason(now, CityPlanConstraints.WAITING)).isNull();
        assertThat(later.endSecond()).isEqualTo(2 * HOUR);
        Reason waits = reason(later, CityPlanConstraints.WAITING);
        assertThat(waits.because()).isEqualTo(new Because.Waits(job.name(), HOUR));
        assertThat(waits.charge().soft())
                .isEqualTo(city.settings().waitingCost(job, new Placement(1, HOUR, 1)))
                .isPositive();
        assertThat(later.charge()).isGreaterThan(now.charge());
    }

    @Test
    void whatBreaksAQuotaOrStandsOnWhatOthersTookIsChargedAsHard() {
        JobFacts wide = aJob(1).tenant(1).gang(2, 8).seconds(HOUR).build();

        JudgedPlacement place = judge(wide, null).judge(new Placement(1, 0, 2));

        assertThat(reason(place, CityPlanConstraints.QUOTA).because()).isInstanceOf(Because.QuotaExceeded.class);
        assertThat(place.charge().hard()).isPositive();
        assertThat(place.reasons().getFirst().charge().hard())
                .as("the weightiest first")
                .isPositive();
        PlanBook full = new PlanBook(city);
        full.insert(aJob(7).tenant(2).gang(2, 8).seconds(HOUR).build());
        int taken = full.placementOf(7).orElseThrow().partition();
        PlacementJudge amongOthers = new PlacementJudge(city, full.rooms(), quotas(), job, null);
        assertThat(reason(amongOthers.judge(new Placement(taken, 0, 1)), CityPlanConstraints.DEVICE_CAPACITY)
                        .because())
                .isInstanceOf(Because.TooManyDevices.class);
    }

    @Test
    void comingNearerToATargetIsGainedAndAnotherStartThanPromisedIsCharged() {
        JobFacts served = aJob(2).tenant(2).gang(1, 8).seconds(HOUR).build();

        JudgedPlacement elsewhere = judge(served, new Placement(1, 0, 1)).judge(new Placement(2, 2 * HOUR, 1));

        assertThat(reason(elsewhere, CityPlanConstraints.TARGETS).charge().medium())
                .isNegative();
        assertThat(reason(elsewhere, CityPlanConstraints.CHURN).because()).isInstanceOf(Because.Moved.class);
        assertThat(reason(judge(job, null).judge(new Placement(2, 0, 1)), CityPlanConstraints.TARGETS))
                .as("a tenant without a target")
                .isNull();
    }

    @Test
    void aRunIsJudgedByTheStartItHad() {
        PlanningProblem later = aProblem()
                .now(2 * HOUR)
                .partition(aPartition("north/h800", 16).id(1))
                .build();
        PlacementJudge judge = new PlacementJudge(later, new PlanBook(later).rooms(), List.of(), job, null);

        assertThat(judge.judge(new Placement(1, HOUR, 1)).charge().hard()).isZero();
    }

    @Test
    void aPartitionThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> judge(job, null).judge(new Placement(9, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("partition 9");
    }

    @Test
    void levelsAreNeverTradedForEachOther() {
        assertThat(new Charge(0, 1, 0)).isGreaterThan(new Charge(0, 0, Long.MAX_VALUE));
        assertThat(new Charge(1, -5, 0)).isGreaterThan(new Charge(0, 5, 5));
        assertThat(new Charge(1, 2, 3).plus(new Charge(1, 1, 1)).minus(new Charge(1, 2, 3)))
                .isEqualTo(new Charge(1, 1, 1));
    }

    private PlacementJudge judge(JobFacts asked, Placement promised) {
        return new PlacementJudge(city, new PlanBook(city).rooms(), quotas(), asked, promised);
    }

    private Collection<QuotaUse> quotas() {
        return Quotas.of(city).used(city).values();
    }

    private static Reason reason(JudgedPlacement place, String constraint) {
        Map<String, Reason> reasons = new TreeMap<>();
        place.reasons().forEach(each -> reasons.put(each.constraint(), each));
        return reasons.get(constraint);
    }
}
