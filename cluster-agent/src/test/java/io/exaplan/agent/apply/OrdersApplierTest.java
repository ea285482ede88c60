package io.exaplan.agent.apply;

import static io.exaplan.agent.driver.Specs.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.apply.OrdersApplier.Outcome;
import io.exaplan.agent.driver.FakeCluster;
import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.Specs;
import io.exaplan.contract.HoldOrder;
import io.exaplan.contract.OrdersSeen;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import io.exaplan.contract.SyncResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersApplierTest {

    private final FakeCluster cluster = new FakeCluster();
    private final OrdersApplier applier = new OrdersApplier(cluster, "db");

    @Test
    void holdsAndStopsWhatIsOrderedStopsFirst() {
        cluster.holding("r1");

        Outcome outcome = applier.apply(
                orders(1, 1).hold(aRun("r2")).stop("r1", StopReason.PREEMPTED).build());

        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(cluster.told()).containsExactly("stop r1", "hold r2");
        assertThat(applier.seen()).contains(new OrdersSeen("db", 1, 1));
    }

    @Test
    void stopsNothingThatIsNotMentionedAndMarksItAnOrphan() {
        cluster.holding("r1");

        applier.apply(orders(1, 1).build());

        assertThat(cluster.told()).isEmpty();
        assertThat(cluster.orphans()).containsExactly("r1");
    }

    @Test
    void passesOverOrdersOfAnEarlierLeader() {
        applier.apply(orders(2, 1).build());

        Outcome outcome = applier.apply(orders(1, 99).hold(aRun("r1")).build());

        assertThat(outcome).isEqualTo(Outcome.OLD);
        assertThat(cluster.told()).isEmpty();
    }

    @Test
    void passesOverAnEarlierRevisionOfTheSameLeader() {
        applier.apply(orders(1, 5).build());

        assertThat(applier.apply(orders(1, 4).hold(aRun("r1")).build())).isEqualTo(Outcome.OLD);
        assertThat(applier.apply(orders(1, 5).hold(aRun("r1")).build())).isEqualTo(Outcome.DONE);
    }

    @Test
    void passesOverTheOrdersOfAnotherDatabase() {
        OrdersApplier other = new OrdersApplier(cluster, "another");

        assertThat(other.apply(orders(1, 1).hold(aRun("r1")).build())).isEqualTo(Outcome.OLD);
    }

    @Test
    void forgetsWhatIsAcknowledgedEvenInOldOrders() {
        cluster.holding("r1");
        applier.apply(orders(1, 5).stop("r1", StopReason.CANCELLED).build());

        applier.apply(orders(1, 4).acknowledge("r1").build());

        assertThat(cluster.runs()).isEmpty();
    }

    @Test
    void holdsARunItShouldStopForAReasonItDoesNotKnow() {
        cluster.holding("r1");

        Outcome outcome =
                applier.apply(orders(1, 1).stop("r1", StopReason.UNSUPPORTED).build());

        assertThat(outcome).isEqualTo(Outcome.REMARKED);
        assertThat(cluster.told()).isEmpty();
        assertThat(onlyReport().state()).isEqualTo(RunState.UNSUPPORTED);
        assertThat(onlyReport().message()).contains("the run goes on");
    }

    @Test
    void reportsARunItCannotHold() {
        cluster.answerNextHold(new HoldOutcome.Impossible("The cluster has no node n9."));

        applier.apply(orders(1, 1).hold(aRun("r1").ofJob(7)).build());

        assertThat(onlyReport())
                .isEqualTo(new RunReport(
                        "r1",
                        7,
                        1,
                        RunState.UNSUPPORTED,
                        null,
                        null,
                        null,
                        RunReasons.UNSUPPORTED,
                        "The cluster has no node n9."));
    }

    @Test
    void remembersWhatItCannotHoldThoughTheSpecificationTravelsOnce() {
        cluster.answerNextHold(new HoldOutcome.Impossible("The cluster has no node n9."));
        applier.apply(orders(1, 1).hold(aRun("r1")).build());

        Outcome outcome = applier.apply(orders(1, 2).holdWithoutSpec("r1", 1).build());

        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(onlyReport().state()).isEqualTo(RunState.UNSUPPORTED);
    }

    @Test
    void dropsItsRemarkWhenTheOrderIsGone() {
        cluster.answerNextHold(new HoldOutcome.Impossible("The cluster has no node n9."));
        applier.apply(orders(1, 1).hold(aRun("r1")).build());

        applier.apply(orders(1, 2).build());

        assertThat(applier.remarkOn(cluster.runs())).isEmpty();
    }

    @Test
    void reportsAStopForARunItNeverHeld() {
        applier.apply(orders(1, 1).stop("r1", StopReason.CANCELLED).build());

        assertThat(onlyReport().state()).isEqualTo(RunState.STOPPED);
        assertThat(onlyReport().reason()).isEqualTo(RunReasons.NEVER_HELD);
    }

    @Test
    void doesNotClaimToHaveSeenOrdersWhoseSpecificationIsMissing() {
        Outcome outcome = applier.apply(orders(1, 1).holdWithoutSpec("r1", 1).build());

        assertThat(outcome).isEqualTo(Outcome.INCOMPLETE);
        assertThat(applier.seen()).isEmpty();
        assertThat(applier.remarkOn(cluster.runs())).isEmpty();
    }

    @Test
    void triesAgainWhatWasNotPossibleForTheMoment() {
        cluster.answerNextHold(new HoldOutcome.Postponed("The scheduler is being upgraded."));

        assertThat(applier.apply(orders(1, 1).hold(aRun("r1")).build())).isEqualTo(Outcome.INCOMPLETE);
        assertThat(applier.apply(orders(1, 1).hold(aRun("r1")).build())).isEqualTo(Outcome.DONE);
    }

    @Test
    void refusesASpecificationThatBelongsToAnotherOrder() {
        RunSpec other = aRun("r2").build();

        applier.apply(orders(1, 1).hold(new HoldOrder("r1", 1, other)).build());

        assertThat(cluster.told()).isEmpty();
        assertThat(onlyReport().message()).isEqualTo("The specification is for run r2, generation 1.");
    }

    private RunReport onlyReport() {
        List<RunReport> reports = applier.remarkOn(cluster.runs());
        assertThat(reports).hasSize(1);
        return reports.getFirst();
    }

    private static Orders orders(long leaderEpoch, long revision) {
        return new Orders(new OrdersSeen("db", leaderEpoch, revision));
    }

    private static final class Orders {

        private final OrdersSeen id;
        private final List<HoldOrder> hold = new java.util.ArrayList<>();
        private final List<StopOrder> stop = new java.util.ArrayList<>();
        private final List<String> acknowledged = new java.util.ArrayList<>();

        private Orders(OrdersSeen id) {
            this.id = id;
        }

        Orders hold(Specs spec) {
            RunSpec built = spec.build();
            return hold(new HoldOrder(built.runId(), built.generation(), built));
        }

        Orders holdWithoutSpec(String runId, int generation) {
            return hold(new HoldOrder(runId, generation, null));
        }

        Orders hold(HoldOrder order) {
            hold.add(order);
            return this;
        }

        Orders stop(String runId, StopReason reason) {
            stop.add(new StopOrder(runId, reason, 30));
            return this;
        }

        Orders acknowledge(String runId) {
            acknowledged.add(runId);
            return this;
        }

        SyncResponse build() {
            PlanClock clock = new PlanClock(Instant.EPOCH, 1);
            return new SyncResponse(1, id, clock, false, hold, stop, acknowledged, List.of(), List.of(), 10_000);
        }
    }
}
