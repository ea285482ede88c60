package io.exaplan.agent.loop;

import static io.exaplan.agent.driver.Specs.aRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.agent.driver.FakeCluster;
import io.exaplan.agent.plannerlink.Credentials;
import io.exaplan.agent.plannerlink.PlannerLink;
import io.exaplan.agent.plannerlink.TinyPlanner;
import io.exaplan.contract.InventoryDigest;
import io.exaplan.contract.RunState;
import io.exaplan.contract.SyncRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop against a planner on the loopback address. Polls last 20 s there, so whatever takes less was released. */
@Timeout(120)
class ClusterAgentTest {

    private static final SyncTiming TIMING = new SyncTiming(
            Duration.ofSeconds(20),
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Duration.ofMillis(20));

    @TempDir
    private Path state;

    @TempDir
    private Path heart;

    private final TinyPlanner planner = new TinyPlanner();
    private final PlannerLink link = planner.server().link();
    private final FakeCluster cluster = new FakeCluster();
    private CompletableFuture<AgentEnd> end;
    private ClusterAgent agent;

    @AfterEach
    void stop() {
        cluster.holdAgain();
        agent.stop();
        end.exceptionally(told -> new AgentEnd.Stopped()).join();
        link.close();
        planner.close();
    }

    @Test
    void reportsItsRunsBeforeItAsksForOrders() {
        cluster.holding("r1");

        start();

        SyncRequest first = planner.await(request -> true);
        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.seen()).isNull();
        assertThat(first.runs()).extracting(run -> run.runId()).containsExactly("r1");
    }

    @Test
    void sendsItsInventoryWhenThePlannerLacksIt() {
        start();

        SyncRequest request = planner.await(sent -> sent.inventory() != null);

        assertThat(request.inventoryDigest()).isEqualTo(InventoryDigest.of(cluster.inventory()));
        assertThat(planner.await(later -> later.waitMillis() > 0).inventory()).isNull();
    }

    @Test
    void holdsWhatIsOrderedWhileItsPollIsPending() {
        start();
        awaitPoll();

        planner.hold(aRun("r1").on("n1", 0).build());

        assertThat(planner.awaitRun("r1", run -> true).state()).isEqualTo(RunState.RUNNING);
        assertThat(cluster.told()).containsExactly("hold r1");
    }

    @Test
    void tellsAChangeAtOnceBesideItsPendingPoll() {
        cluster.holding("r1");
        start();
        awaitPoll();

        cluster.succeed("r1");

        assertThat(planner.awaitRun("r1", run -> run.state() == RunState.SUCCEEDED))
                .isNotNull();
    }

    @Test
    void tellsAChangeWhileOrdersTakeTheirTime() {
        cluster.holding("r1");
        start();
        awaitPoll();
        cluster.holdUp();
        planner.hold(aRun("r2").on("n1", 0).build());
        planner.hold(aRun("r3").on("n1", 1).build());

        cluster.succeed("r1");

        assertThat(planner.awaitRun("r1", run -> run.state() == RunState.SUCCEEDED))
                .isNotNull();
        assertThat(cluster.told()).isEmpty();
        cluster.holdAgain();
        assertThat(planner.awaitRun("r3", run -> true).state()).isEqualTo(RunState.RUNNING);
        assertThat(cluster.told().stream().distinct()).containsExactly("hold r2", "hold r3");
    }

    @Test
    void aDefectInCarryingOutOrdersEndsTheAgentAndIsNotHidden() {
        start();
        awaitPoll();
        cluster.breakAtNextHold();

        planner.hold(aRun("r1").on("n1", 0).build());

        assertThatThrownBy(end::join).hasRootCauseMessage("a defect of the driver");
    }

    @Test
    void saysOrdersAreCarriedOutOnlyWithTheRunsThatShowIt() {
        start();
        long before = awaitPoll().seen().revision();
        planner.hold(aRun("r1").on("n1", 0).build());

        SyncRequest request = planner.await(later -> later.seen().revision() > before);

        assertThat(request.runs()).extracting(run -> run.runId()).containsExactly("r1");
    }

    @Test
    void reportsAnEndUntilThePlannerHasStoredIt() {
        cluster.holding("r1");
        start();
        awaitPoll();
        cluster.succeed("r1");
        planner.awaitRun("r1", run -> run.state() == RunState.SUCCEEDED);

        cluster.loseNode();

        assertThat(planner.await(later -> later.runs().isEmpty())).isNotNull();
    }

    @Test
    void goesOnInItsSessionAfterAnswersThatAreGarbage() {
        start();
        awaitPoll();
        planner.answerOnceWith("<html>503</html>");

        cluster.loseNode();
        SyncRequest afterGarbage = planner.await(request -> request.inventory() != null
                && !request.inventory().nodes().getFirst().ready());

        assertThat(afterGarbage.sessionEpoch()).isEqualTo(1);
    }

    @Test
    void leavesItsRunsAloneWhenThePlannerForgetsThem() {
        cluster.holding("r1");
        start();
        awaitPoll();

        planner.hold(aRun("r2").on("n1", 0).build());
        planner.awaitRun("r2", run -> true);

        assertThat(cluster.told()).containsExactly("hold r2");
        assertThat(cluster.orphans()).containsExactly("r1");
    }

    @Test
    void endsWhenANewerAgentOfTheClusterTakesOver() {
        start();
        awaitPoll();

        planner.openAnotherSession();

        assertThat(end.join()).isInstanceOf(AgentEnd.Superseded.class);
    }

    @Test
    void appliesNothingMoreOnceItIsSuperseded() {
        start();
        awaitPoll();
        planner.openAnotherSession();
        end.join();

        planner.hold(aRun("r1").on("n1", 0).build());

        assertThat(cluster.told()).isEmpty();
    }

    @Test
    void keepsTheTokenItGotForItsJoinToken() {
        start();
        awaitPoll();

        assertThat(state.resolve("agent-token")).content().isEqualTo("own-north-1\n");
    }

    @Test
    void joinsAnewWhenItsOwnTokenIsLostOnThePlannersSide() {
        start();
        awaitPoll();

        planner.revokeAgentTokens();

        assertThat(planner.await(request -> request.sessionEpoch() == 2).sequence())
                .isEqualTo(1);
        assertThat(state.resolve("agent-token")).content().isEqualTo("own-north-2\n");
    }

    @Test
    void usesItsOwnTokenWhenItIsStartedAgain() throws Exception {
        start();
        awaitPoll();
        agent.stop();
        assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(new AgentEnd.Stopped());

        ClusterAgent restarted = agent(Optional.empty());
        CompletableFuture<AgentEnd> restartedEnd =
                CompletableFuture.supplyAsync(restarted::run, Thread::startVirtualThread);
        planner.await(request -> request.sessionEpoch() == 2);
        restarted.stop();

        assertThat(restartedEnd.get(60, TimeUnit.SECONDS)).isEqualTo(new AgentEnd.Stopped());
        assertThat(Files.readString(state.resolve("agent-token"))).isEqualTo("own-north-1\n");
    }

    @Test
    void waitsForATokenAndGoesOnHoldingItsRuns() throws Exception {
        cluster.holding("r1");
        agent = agent(Optional.empty());
        end = CompletableFuture.supplyAsync(agent::run, Thread::startVirtualThread);

        agent.stop();

        assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(new AgentEnd.Stopped());
        assertThat(cluster.runs()).hasSize(1);
        assertThat(planner.sessionEpoch()).isZero();
    }

    @Test
    void showsThatItWorksWhileNoPlannerAnswers() {
        agent = agent(Optional.empty());
        end = CompletableFuture.supplyAsync(agent::run, Thread::startVirtualThread);

        awaitFile("works");
        assertThat(heart.resolve("answered")).doesNotExist();
    }

    @Test
    void showsThatThePlannerAnswers() {
        start();

        awaitFile("answered");
    }

    private void awaitFile(String name) {
        while (!Files.exists(heart.resolve(name))) {
            Thread.onSpinWait();
        }
    }

    private SyncRequest awaitPoll() {
        return planner.await(request -> request.waitMillis() > 0);
    }

    private void start() {
        agent = agent(Optional.of(TinyPlanner.JOIN_TOKEN));
        end = CompletableFuture.supplyAsync(agent::run, Thread::startVirtualThread);
    }

    private ClusterAgent agent(Optional<String> joinToken) {
        AgentIdentity identity = new AgentIdentity("north", "1.0", "a", null);
        Credentials credentials = new Credentials(state, () -> joinToken);
        Heartbeat heartbeat = new Heartbeat(Optional.of(heart), Clock.systemUTC());
        return new ClusterAgent(identity, cluster, link, credentials, TIMING, heartbeat, new SplittableRandom(1));
    }
}
