package io.exaplan.agent;

import static io.exaplan.agent.driver.Specs.aRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.loop.AgentEnd;
import io.exaplan.agent.plannerlink.TinyPlanner;
import io.exaplan.contract.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AgentHostTest {

    @TempDir
    private Path folder;

    @Test
    void hostsSeveralAgentsInOneProcess() throws IOException {
        try (TinyPlanner north = new TinyPlanner();
                TinyPlanner south = new TinyPlanner();
                AgentHost host = host()) {
            host.open(settings(north, south));
            CompletableFuture<Map<String, AgentEnd>> ends =
                    CompletableFuture.supplyAsync(host::run, Thread::startVirtualThread);

            north.hold(aRun("r1").on("n", 0).build());
            south.hold(aRun("r2").ofJob(2).on("n", 0).build());

            north.awaitRun("r1", run -> run.state() == RunState.RUNNING);
            south.awaitRun("r2", run -> run.state() == RunState.RUNNING);
            host.stop();
            assertThat(ends.join()).isEqualTo(Map.of("north", new AgentEnd.Stopped(), "south", new AgentEnd.Stopped()));
        }
    }

    @Test
    void letsTheOthersGoOnWhenOneIsSuperseded() throws IOException {
        try (TinyPlanner north = new TinyPlanner();
                TinyPlanner south = new TinyPlanner();
                AgentHost host = host()) {
            host.open(settings(north, south));
            CompletableFuture<Map<String, AgentEnd>> ends =
                    CompletableFuture.supplyAsync(host::run, Thread::startVirtualThread);
            north.await(request -> request.waitMillis() > 0);

            north.openAnotherSession();
            south.hold(aRun("r2").on("n", 0).build());

            south.awaitRun("r2", run -> run.state() == RunState.RUNNING);
            host.stop();
            assertThat(ends.join().get("north")).isInstanceOf(AgentEnd.Superseded.class);
        }
    }

    @Test
    void opensAllClustersOrNone() throws IOException {
        try (TinyPlanner north = new TinyPlanner();
                TinyPlanner south = new TinyPlanner();
                AgentHost first = host()) {
            List<AgentSettings> both = settings(north, south);
            first.open(both.subList(1, 2));

            try (AgentHost second = host()) {
                assertThatThrownBy(() -> second.open(both)).isInstanceOf(DriverFailure.class);
            }

            try (AgentHost third = host()) {
                third.open(both.subList(0, 1));
            }
        }
    }

    private static AgentHost host() {
        return new AgentHost(Clock.systemUTC(), new SplittableRandom(1));
    }

    private List<AgentSettings> settings(TinyPlanner north, TinyPlanner south) throws IOException {
        String yaml = """
                defaults:
                  joinToken: %s
                  simulated: {startup: PT0S, nodes: [{name: n, model: H800}]}
                agents:
                  - {cluster: north, stateDirectory: n, planner: {url: "%s"}, simulated: {world: n/world}}
                  - {cluster: south, stateDirectory: s, planner: {url: "%s"}, simulated: {world: s/world}}
                """.formatted(
                TinyPlanner.JOIN_TOKEN, north.server().url(), south.server().url());
        return AgentSettings.readAll(Files.writeString(folder.resolve("many.yaml"), yaml));
    }
}
