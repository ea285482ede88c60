package io.exaplan.agent.driver.simulated;

import static io.exaplan.agent.driver.Specs.aRun;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedClusterTest {

    private static final PlanClock CLOCK = new PlanClock(Worlds.PLAN, Worlds.RATE);

    @TempDir
    private Path folder;

    private final MovedClock wall = new MovedClock(Worlds.WALL);

    @Test
    void keepsItsRunsWhileNoAgentDrivesIt() {
        try (SimulatedCluster cluster = open()) {
            cluster.follow(CLOCK);
            cluster.hold(aRun("r1").on("n1", 0).lasting(7200).build());
            cluster.hold(aRun("r2").on("n1", 1).lasting(600).build());
        }

        wall.move(Duration.ofMinutes(1));

        try (SimulatedCluster cluster = open()) {
            assertThat(report(cluster, "r1").state()).isEqualTo(RunState.RUNNING);
            assertThat(report(cluster, "r2").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(report(cluster, "r2").endedAt()).isEqualTo(Worlds.PLAN.plusSeconds(10 + 600));
        }
    }

    @Test
    void carriesOutWhatWasOrderedWhileNoAgentDroveIt() {
        try (SimulatedCluster cluster = open()) {
            cluster.follow(CLOCK);
            cluster.hold(aRun("r1").on("n1", 0).lasting(7200).build());
        }

        wall.move(Duration.ofSeconds(10));
        control(new ControlCommand.FailNode("n1"));
        wall.move(Duration.ofSeconds(10));

        try (SimulatedCluster cluster = open()) {
            assertThat(report(cluster, "r1").reason()).isEqualTo(RunReasons.NODE_LOST);
            assertThat(report(cluster, "r1").endedAt()).isEqualTo(Worlds.PLAN.plusSeconds(600));
            assertThat(cluster.inventory().nodes().getFirst().ready()).isFalse();
        }
    }

    @Test
    void carriesACommandOutOnce() {
        control(new ControlCommand.CordonNode("n1"));
        open().close();
        control(new ControlCommand.UncordonNode("n1"));
        open().close();

        try (SimulatedCluster cluster = open()) {
            assertThat(cluster.inventory().nodes().getFirst().cordoned()).isFalse();
        }
    }

    @Test
    void passesOverTornAndUnreadableCommands() throws IOException {
        Path control = new WorldFolder(folder).control();
        Files.writeString(control, "not json\n{\"at\":\"2026-03", UTF_8);
        control(new ControlCommand.CordonNode("n1"));
        Files.writeString(control, "{\"at\":\"20", UTF_8, StandardOpenOption.APPEND);

        try (SimulatedCluster cluster = open()) {
            assertThat(cluster.inventory().nodes().getFirst().cordoned()).isTrue();
        }
    }

    @Test
    void tellsItsListenerOfChangesAndOfNothingElse() {
        try (SimulatedCluster cluster = open()) {
            AtomicInteger changes = new AtomicInteger();
            cluster.onChange(changes::incrementAndGet);
            cluster.follow(CLOCK);
            cluster.tick();
            assertThat(changes).hasValue(0);

            cluster.hold(aRun("r1").on("n1", 0).build());

            assertThat(changes).hasValue(1);
        }
    }

    @Test
    void refusesASecondDriverAndSaysWhatToDo() {
        try (SimulatedCluster first = open()) {
            assertThat(first.runs()).isEmpty();
            assertThatThrownBy(this::open)
                    .isInstanceOf(DriverFailure.class)
                    .hasMessageContaining("driven by another agent (process "
                            + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("Stop that agent");
        }
    }

    @Test
    void looksWithoutTouchingWhileAnAgentDrives() throws IOException {
        try (SimulatedCluster driving = open()) {
            driving.follow(CLOCK);
            driving.hold(aRun("r1").on("n1", 0).lasting(60).build());
            wall.move(Duration.ofSeconds(10));
            byte[] before = Files.readAllBytes(new WorldFolder(folder).journal());

            try (SimulatedCluster looking = SimulatedCluster.look(settings(), wall)) {
                assertThat(report(looking, "r1").state()).isEqualTo(RunState.SUCCEEDED);
            }

            assertThat(Files.readAllBytes(new WorldFolder(folder).journal())).isEqualTo(before);
        }
    }

    @Test
    void measuresRunningDevicesOnly() {
        try (SimulatedCluster cluster = open()) {
            cluster.follow(CLOCK);
            cluster.hold(aRun("r1").on("n1", 0, 1).build());
            wall.move(Duration.ofSeconds(1));
            cluster.tick();

            List<NodeUsage> usage = cluster.usage();

            // two of four devices, each busy 60% to 95% of the time
            assertThat(usage.getFirst().busyFraction()).isBetween(0.30, 0.475);
            assertThat(usage.getLast().busyFraction()).isZero();
            assertThat(usage).allSatisfy(node -> assertThat(node.watts()).isNull());
        }
    }

    @Test
    void keepsItsJournalShort() throws IOException {
        try (SimulatedCluster cluster = open()) {
            cluster.follow(CLOCK);
            for (int i = 0; i < 300; i++) {
                cluster.hold(aRun("r1").generation(i + 1).on("n1", i % 4).build());
            }

            cluster.tick();
        }

        assertThat(Files.readAllLines(new WorldFolder(folder).journal())).hasSizeLessThan(10);
        try (SimulatedCluster cluster = open()) {
            assertThat(report(cluster, "r1").generation()).isEqualTo(300);
        }
    }

    @Test
    void refusesAJournalThatIsDamagedInItsMiddle() throws IOException {
        open().close();
        Path journal = new WorldFolder(folder).journal();
        Files.writeString(journal, Files.readString(journal).replaceFirst("n1", "n3"));

        assertThatThrownBy(this::open).isInstanceOf(DriverFailure.class).hasMessageContaining("damaged in line 1");
    }

    private SimulatedCluster open() {
        return SimulatedCluster.openAtRest(settings(), wall);
    }

    private void control(ControlCommand command) {
        new ControlFile(new WorldFolder(folder).control()).append(command, wall.instant());
    }

    private SimulatedClusterSettings settings() {
        NodeSource nodes = new NodeSource.Listed(Worlds.twoNodes(), new FabricRule(0, 1));
        return new SimulatedClusterSettings(new WorldFolder(folder), nodes, Worlds.RULES, Duration.ofMillis(200), 100);
    }

    private static RunReport report(SimulatedCluster cluster, String runId) {
        return cluster.runs().stream()
                .filter(run -> run.runId().equals(runId))
                .findFirst()
                .orElseThrow();
    }
}
