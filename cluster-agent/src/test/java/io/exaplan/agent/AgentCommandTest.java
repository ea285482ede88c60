package io.exaplan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.plannerlink.ProtocolJson;
import io.exaplan.contract.SyncRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsItsUsage() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: exaplan-agent").contains("run", "check", "simulate");
    }

    @Test
    void refusesAnOptionItDoesNotKnow() {
        assertThat(execute("--no-such-option")).isEqualTo(2);
        assertThat(err.toString()).contains("--no-such-option");
    }

    @Test
    void callsASettingsFileThatCannotBeUsedAWrongCall() throws IOException {
        String config =
                Files.writeString(folder.resolve("agent.yaml"), "cluster: 7\n").toString();

        assertThat(execute("run", "--config", config)).isEqualTo(2);

        assertThat(err.toString()).contains("planner.url is missing", "stateDirectory is missing");
    }

    @Test
    void showsWhatItWouldReportAsATable() throws IOException {
        assertThat(execute("check", "--config", config())).isZero();

        assertThat(out.toString())
                .contains("Cluster north would report to http://localhost:8080:")
                .containsPattern("H800 +3 +24 +3 +0 +0")
                .contains("runs: none");
    }

    @Test
    void showsWhatItWouldReportAsTheRequestItself() throws IOException {
        assertThat(execute("check", "--json", "--config", config())).isZero();

        SyncRequest request = ProtocolJson.mapper().readValue(out.toString(), SyncRequest.class);
        assertThat(request.inventory().nodes()).hasSize(3);
        assertThat(folder.resolve("world")).as("nothing was made").doesNotExist();
    }

    @Test
    void saysWhichNodesThereAreWhenOneIsNamedThatIsNot() throws IOException {
        makeWorld();

        assertThat(execute("simulate", "fail-node", folder.resolve("world").toString(), "h-9"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("has no node \"h-9\"; it has [h-001, h-002, h-003].");
    }

    @Test
    void breaksAWorldNobodyDrives() throws IOException {
        makeWorld();
        String world = folder.resolve("world").toString();

        assertThat(execute("simulate", "fail-node", world, "h-001")).isZero();
        assertThat(execute("simulate", "cordon", world, "h-002")).isZero();
        assertThat(execute("simulate", "fail-device", world, "h-003", "7")).isZero();
        assertThat(execute("simulate", "fail-device", world, "h-003", "8")).isEqualTo(1);
        assertThat(execute("check", "--config", config())).isZero();

        // three nodes: two ready, one of them cordoned, one device unhealthy
        assertThat(out.toString()).containsPattern("H800 +3 +24 +2 +1 +1");
    }

    @Test
    void saysSoWhenThereIsNoWorldToJudge() {
        assertThat(execute("simulate", "audit", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("There is no world in " + folder);
    }

    @Test
    void judgesAWorldInOneLine() throws IOException {
        makeWorld();

        assertThat(execute("simulate", "audit", folder.resolve("world").toString()))
                .isZero();

        assertThat(out.toString().strip())
                .isEqualTo(
                        "{\"worlds\":1,\"runsCreated\":0,\"jobs\":0,\"runsDoubled\":0,\"orphans\":0,\"alive\":0,\"findings\":[]}");
    }

    private void makeWorld() throws IOException {
        try (AgentHost host = new AgentHost(Clock.systemUTC(), new java.util.SplittableRandom(1))) {
            host.open(AgentSettings.readAll(Path.of(config())));
        }
    }

    private String config() throws IOException {
        String yaml = """
                cluster: north
                planner: {url: "http://localhost:8080"}
                stateDirectory: state
                simulated: {world: world, nodes: [{name: h, count: 3, model: H800}]}
                """;
        return Files.writeString(folder.resolve("agent.yaml"), yaml).toString();
    }

    private int execute(String... arguments) {
        return AgentCommand.commandLine(Clock.systemUTC(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
