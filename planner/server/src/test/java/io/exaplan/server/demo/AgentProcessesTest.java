package io.exaplan.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentProcessesTest {

    private static final Map<String, Object> NODES = Map.of("inventory", "north.yaml");

    @TempDir
    Path folder;

    @Test
    void followThePlannerToAnotherAddressAndTheirFolderToAnotherPlace() throws IOException {
        AgentProcesses before = agents("before", 8080);
        before.configure("north", NODES);
        before.admit("north", "join-me");
        Files.move(folder.resolve("before"), folder.resolve("after"));

        AgentProcesses after = agents("after", 9090);
        after.configure("north", NODES);

        assertThat(after.folder("north").resolve("agent.yaml"))
                .content()
                .contains("http://127.0.0.1:9090", after.world("north").toString())
                .doesNotContain("8080", folder.resolve("before").toString());
        assertThat(after.folder("north").resolve("join-token")).hasContent("join-me");
    }

    @Test
    void haveJoinedOnceTheyHoldATokenOfTheirOwn() throws IOException {
        AgentProcesses agents = agents("agents", 8080);
        agents.configure("north", NODES);
        agents.admit("north", "join-me");
        assertThat(agents.joined("north")).isFalse();

        Path state = Files.createDirectory(agents.folder("north").resolve("state"));
        Files.writeString(state.resolve("agent-token"), "mine");

        assertThat(agents.joined("north")).isTrue();
    }

    private AgentProcesses agents(String home, int port) {
        return new AgentProcesses(Path.of("agent.jar"), folder.resolve(home), URI.create("http://127.0.0.1:" + port));
    }
}
